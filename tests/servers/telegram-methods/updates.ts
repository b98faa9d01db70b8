import { routed } from '../http.ts';
import { conflict, mistake, tooFast } from '../telegram-errors.ts';
import type { WebhookSettings } from '../telegram-webhook.ts';
import { Webhook } from '../telegram-webhook.ts';
import type { Call, Method } from './call.ts';

const getUpdates: Method = ({ bot, fields, onGone }) => {
  if (bot.updates.webhook)
    throw conflict("can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first");
  const limit = Math.min(100, Math.max(1, Number(fields.limit ?? 100)));
  const timeoutMs = Math.min(50, Math.max(0, Number(fields.timeout ?? 0))) * 1000;
  return bot.updates.poll({ offset: Number(fields.offset ?? 0), limit, timeoutMs, allowed: namesIn(fields.allowed_updates) }, onGone);
};

const namesIn = (value: unknown): string[] | undefined => (Array.isArray(value) ? value.map(String) : undefined);

const setWebhook: Method = (call) => {
  const { bot, fields, world } = call;
  const url = String(fields.url ?? '');
  const secret = fields.secret_token === undefined ? undefined : String(fields.secret_token);
  if (secret !== undefined && !/^[\w-]{1,256}$/.test(secret)) throw mistake('secret token contains unallowed characters');
  if (url === '') return deleteWebhook(call);
  if (!/^https?:\/\/[^/]+\.[^/]+/.test(url)) throw mistake(`bad webhook: invalid URL "${url}"`);
  const settings = { url, secret, maxConnections: Math.min(100, Math.max(1, Number(fields.max_connections ?? 40))) };
  const allowed = namesIn(fields.allowed_updates);
  const before = bot.updates.webhook;
  const same = before && JSON.stringify(before.settings) === JSON.stringify(settings);
  const lastSetAt = Number(bot.profile.get('webhook set at') ?? Number.NEGATIVE_INFINITY);
  if (!same && world.now() - lastSetAt < 1000) throw tooFast(1);
  if (allowed) bot.updates.allowed = allowed.length > 0 ? allowed : undefined;
  if (fields.drop_pending_updates === true) bot.updates.drop();
  if (same) return described(true, 'Webhook is already set');
  bot.profile.set('webhook set at', world.now());
  bot.updates.endPoll(conflict('terminated by setWebhook request'));
  before?.stop();
  bot.updates.webhook = makeWebhook(call, settings);
  return described(true, 'Webhook was set');
};

const makeWebhook = ({ bot, world }: Call, settings: WebhookSettings): Webhook =>
  new Webhook(settings, bot.updates, {
    retryBaseMs: world.webhookRetryMs,
    isDown: () => world.faults.isDown(world.now()),
    route: (url) => routed(url, world.routes),
    onReply: (body) => world.onWebhookReply(bot, body),
  });

const deleteWebhook: Method = ({ bot, fields }) => {
  const before = bot.updates.webhook;
  before?.stop();
  bot.updates.webhook = undefined;
  if (fields.drop_pending_updates === true) bot.updates.drop();
  return described(true, before ? 'Webhook was deleted' : 'Webhook is already deleted');
};

const getWebhookInfo: Method = ({ bot }) => {
  const { webhook, pending, allowed } = bot.updates;
  const error = webhook?.lastError;
  return {
    url: webhook?.settings.url ?? '',
    has_custom_certificate: false,
    pending_update_count: pending.size,
    ...(webhook && { max_connections: webhook.settings.maxConnections }),
    ...(allowed && { allowed_updates: allowed }),
    ...(error && { last_error_date: Math.floor(error.at / 1000), last_error_message: error.message }),
  };
};

/** A result with a sentence beside it. */
export class Described {
  readonly result: unknown;
  readonly description: string;
  constructor(result: unknown, description: string) {
    this.result = result;
    this.description = description;
  }
}

const described = (result: unknown, description: string) => new Described(result, description);

export default { getUpdates, setWebhook, deleteWebhook, getWebhookInfo };
