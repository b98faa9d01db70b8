import { Router } from 'express';
import { z } from 'zod';
import type { Config } from '../../config.ts';
import type { Log } from '../../db/log.ts';
import type { Doors } from '../channel.ts';
import { openAnswering } from './answering.ts';
import { readContact } from './contact-card.ts';
import { deliveryFailure } from './failures.ts';
import { readMessage } from './heard.ts';
import { parametersOf, signedForm } from './signature.ts';

export interface WebhookOptions {
  channel: string;
  /** Where Twilio posts what people send, and what became of what we sent. */
  paths: { incoming: string; status: string };
  config: Config;
  doors: Pick<Doors, 'receive' | 'report' | 'now'>;
  log: Log;
}

/** Takes messages and delivery reports that Twilio posts; `idle` resolves when what was taken is committed. */
export function openWebhooks({ channel, paths, config, doors, log }: WebhookOptions): { router: Router; idle(): Promise<void> } {
  const { answered, idle } = openAnswering(channel, log);
  const router = Router();
  const guard = signedForm(config, '256kb');

  router.post(
    paths.incoming,
    guard,
    answered((req) => takeMessage(parametersOf(req)).then(nothing)),
  );
  router.post(
    paths.status,
    guard,
    answered((req) => takeReport(parametersOf(req)).then(nothing)),
  );

  async function takeMessage(parameters: Record<string, unknown>): Promise<void> {
    const inbounds = readMessage(parameters);
    if (inbounds.length === 0) log.warn({ channel, kind: 'message' }, 'Twilio posted something that cannot be read');
    for (const each of inbounds) {
      const heard = each.heard.kind === 'file' ? await readContact(config, each.heard, each.address) : each.heard;
      await doors.receive({ at: doors.now(), raw: parameters, ...each, heard });
    }
  }

  async function takeReport(parameters: Record<string, unknown>): Promise<void> {
    const { data } = reportShape.safeParse(parameters);
    const state = data && states[data.MessageStatus];
    if (!state) return;
    const { reason, closes } = state === 'failed' ? deliveryFailure(data.ErrorCode) : {};
    await doors.report(channel, data.MessageSid, state, reason, closes);
  }

  return { router, idle };
}

const nothing = () => '<?xml version="1.0" encoding="UTF-8"?><Response/>';

const reportShape = z.object({ MessageSid: z.string().min(1), MessageStatus: z.string(), ErrorCode: z.string().optional() });

type State = Parameters<Doors['report']>[2];

/** "queued" and "sending" say nothing that we do not know. */
const states: Readonly<Record<string, State>> = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  failed: 'failed',
  undelivered: 'failed',
};
