import { createHmac, timingSafeEqual } from 'node:crypto';
import { json, type Request, type Response, Router } from 'express';
import type { Log } from '../../db/log.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Alarm } from '../alarms.ts';
import type { Call } from './api.ts';
import { backoffMs, pause } from './pause.ts';
import type { Listener } from './poller.ts';
import { isRevoked, TelegramProblem } from './problem.ts';
import { allowedUpdates } from './update.ts';

export interface WebhookOptions {
  channel: string;
  publicUrl: string;
  /** The shop's secret and the bot's token: path and header are made of both, so a new token has a new address. */
  secret: string;
  token: string;
  call: Call;
  /** Resolves when the update is committed. */
  handle(update: { update_id: number }): Promise<void>;
  /** The clock of the machine, in which platforms live, not that of the business. */
  now?(): Instant;
  log: Log;
  alarm: Alarm;
  /** Between two looks at what the platform says of our webhook. */
  checkEveryMs?: number;
}

const maxConnections = 64;

/** Takes updates that the platform posts, and keeps the webhook set: somebody else's poller takes it away without a word. */
export function openWebhook(options: WebhookOptions): Listener & { router: Router } {
  const { channel, call, handle, now = Date.now, log, alarm, checkEveryMs = 60_000 } = options;
  const ending = new AbortController();
  const handling = new Set<Promise<void>>();
  const path = webhookPath(options);
  const header = derived(options, 'header');
  const wanted = { url: options.publicUrl + path, max_connections: maxConnections, allowed_updates: [...allowedUpdates] };
  let running = Promise.resolve();
  let lastHeardAt: Instant | undefined;
  let isFirstLook = true;

  const router = Router();
  router.post(path, refuseStrangers(header), json({ limit: '256kb' }), take);

  /** 200 only after the commit; otherwise the platform repeats the update. */
  async function take(req: Request, res: Response): Promise<void> {
    const update: unknown = req.body;
    if (ending.signal.aborted || !isUpdate(update)) return void res.sendStatus(ending.signal.aborted ? 503 : 400);
    lastHeardAt = now();
    const work = handle(update);
    handling.add(work);
    try {
      await work;
      res.sendStatus(200);
    } catch (err) {
      log.error({ channel, updateId: update.update_id, err }, 'an update could not be committed; the platform will repeat it');
      res.sendStatus(503);
    } finally {
      handling.delete(work);
    }
  }

  async function run(): Promise<void> {
    let failures = 0;
    let quietSince = now();
    while (!ending.signal.aborted) {
      try {
        await look();
        quietSince = lastHeardAt = now();
        failures = 0;
        await pause(checkEveryMs, ending.signal);
      } catch (error) {
        if (ending.signal.aborted) return;
        const retryInMs = await trouble(error, failures++, quietSince);
        await pause(retryInMs, ending.signal);
      }
    }
  }

  /** Sets the webhook when it is not as we want it; says so when the platform cannot reach us. */
  async function look(): Promise<void> {
    const found = await call('getWebhookInfo', {}, { signal: ending.signal });
    const isOurs = found.url === wanted.url && found.max_connections === maxConnections && sameKinds(found.allowed_updates);
    if (!isOurs) await call('setWebhook', { ...wanted, secret_token: header }, { signal: ending.signal });
    const { url = '' } = found;
    if (!isFirstLook && url !== '' && url !== wanted.url) await alarm('webhook-elsewhere', URL.parse(url)?.host ?? '');
    if (!isOurs) log.info({ channel, state: found.url ? 'changed' : 'absent' }, 'the webhook is set');
    const failedAt = (found.last_error_date ?? 0) * 1000;
    const isFailingNow = found.pending_update_count > 0 && now() - failedAt < 2 * checkEveryMs;
    if (isOurs && !isFirstLook && isFailingNow) await alarm('webhook-refused', found.last_error_message ?? 'no reason given');
    isFirstLook = false;
  }

  async function trouble(error: unknown, failures: number, quietSince: Instant): Promise<number> {
    const problem = error instanceof TelegramProblem ? error : undefined;
    const isFinal = problem !== undefined && (problem.code === 400 || isRevoked(problem));
    const retryInMs = isFinal ? 60_000 : (problem?.retryAfterMs ?? backoffMs(failures));
    log.warn({ channel, err: error, attempt: failures + 1, retryInMs: Math.round(retryInMs) }, 'the webhook could not be looked after');
    if (problem && isRevoked(problem)) await alarm('token-revoked', problem.description);
    else if (problem?.code === 400) await alarm('webhook-refused', problem.description);
    else if (now() - quietSince > 5 * 60_000) await alarm('silent', problem?.description ?? 'no answer');
    return retryInMs;
  }

  return {
    router,
    lastHeardAt: () => lastHeardAt,
    start() {
      running = run();
    },
    async stop() {
      ending.abort();
      await Promise.allSettled([running, ...handling]);
    },
  };
}

/** Wrong or absent secret: no effect, and nothing learned. */
const refuseStrangers = (secret: string) => (req: Request, res: Response, next: () => void) => {
  const given = req.get('x-telegram-bot-api-secret-token') ?? '';
  if (isSame(given, secret)) next();
  else res.sendStatus(401);
};

/** Compares digests, which are of one length, so that the time tells nothing about either. */
const isSame = (a: string, b: string) => timingSafeEqual(digest(a), digest(b));

const digest = (text: string) => createHmac('sha256', 'compare').update(text).digest();

type Bot = Pick<WebhookOptions, 'secret' | 'token' | 'channel'>;

/** Where a bot's updates come in. */
export const webhookPath = (bot: Bot): string => `/telegram/${derived(bot, 'path')}`;

const derived = ({ secret, token, channel }: Bot, purpose: string): string =>
  createHmac('sha256', secret).update(`telegram webhook ${purpose} ${channel} ${token}`).digest('base64url');

const isUpdate = (body: unknown): body is { update_id: number } =>
  typeof body === 'object' && body !== null && 'update_id' in body && Number.isSafeInteger(body.update_id);

const sameKinds = (kinds: readonly string[] | undefined): boolean =>
  kinds?.length === allowedUpdates.length && allowedUpdates.every((kind) => kinds.includes(kind));
