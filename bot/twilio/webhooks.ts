import { type RequestHandler, Router, urlencoded } from 'express';
import { z } from 'zod';
import type { Config } from '../../config.ts';
import type { Log } from '../../db/log.ts';
import type { Doors, Inbound } from '../channel.ts';
import { cleanText } from '../clean-text.ts';
import { deliveryReason } from './failures.ts';
import { parametersOf, refuseUnsigned } from './signature.ts';
import { optOutIn } from './stop-words.ts';

export interface WebhookOptions {
  channel: string;
  config: Config;
  doors: Pick<Doors, 'receive' | 'report' | 'now'>;
  log: Log;
}

export const paths = { incoming: '/twilio/sms', status: '/twilio/status' };

/** Takes messages and delivery reports that Twilio posts; `idle` resolves when what was taken is committed. */
export function openWebhooks({ channel, config, doors, log }: WebhookOptions): { router: Router; idle(): Promise<void> } {
  const handling = new Set<Promise<void>>();
  const router = Router();
  const guard = [urlencoded({ extended: false, limit: '256kb' }), refuseUnsigned(config)];

  router.post(paths.incoming, guard, answered(takeMessage));
  router.post(paths.status, guard, answered(takeReport));

  async function takeMessage(parameters: Record<string, unknown>): Promise<void> {
    const inbound = readMessage(parameters);
    if (inbound) await doors.receive({ channel, at: doors.now(), numbered: true, raw: parameters, ...inbound });
    else log.warn({ channel, kind: 'message' }, 'Twilio posted something that cannot be read');
  }

  async function takeReport(parameters: Record<string, unknown>): Promise<void> {
    const { data } = reportShape.safeParse(parameters);
    const state = data && states[data.MessageStatus];
    if (!state) return;
    await doors.report(channel, data.MessageSid, state, state === 'failed' ? deliveryReason(data.ErrorCode) : undefined);
  }

  /** Empty TwiML after the commit. Plain text here would be sent to the person as a message. */
  function answered(take: (parameters: Record<string, unknown>) => Promise<void>): RequestHandler {
    return async (req, res) => {
      const work = take(parametersOf(req));
      handling.add(work);
      try {
        await work;
        res.status(200).type('text/xml').send('<?xml version="1.0" encoding="UTF-8"?><Response/>');
      } catch (err) {
        log.error({ channel, err }, 'a request of Twilio could not be committed');
        res.status(503).type('text/xml').send('<Response/>');
      } finally {
        handling.delete(work);
      }
    };
  }

  return {
    router,
    async idle() {
      await Promise.allSettled(handling);
    },
  };
}

const messageShape = z.object({
  MessageSid: z.string().min(1),
  From: z.string().min(1),
  Body: z.string().default(''),
  NumMedia: z.string().optional(),
  OptOutType: z.string().optional(),
});

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

function readMessage(parameters: Record<string, unknown>): Pick<Inbound, 'address' | 'externalId' | 'messageId' | 'heard'> | undefined {
  const { data } = messageShape.safeParse(parameters);
  if (!data) return undefined;
  const { MessageSid: sid, From: address, Body: body, NumMedia: media, OptOutType: decided } = data;
  const text = cleanText(body);
  const said = text.trim() === '' && Number(media) > 0 ? ({ kind: 'other', what: 'mms' } as const) : ({ kind: 'text', text } as const);
  return { address: cleanText(address), externalId: sid, messageId: sid, heard: optOutIn(text, decided) ?? said };
}
