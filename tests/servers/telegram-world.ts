import { Faults } from './faults.ts';
import type { Parsed } from './forms.ts';
import { parseRequest } from './forms.ts';
import type { Routes } from './http.ts';
import { type Fields, isChecking } from './spec.ts';
import type { TelegramCheck } from './telegram-check.ts';
import { telegramCheck } from './telegram-check.ts';
import { ApiError, mistake, tooFast } from './telegram-errors.ts';
import type { Bot, Chat, Stored, Who } from './telegram-state.ts';
import { Updates } from './telegram-updates.ts';

export type TelegramOptions = {
  /** Check requests against the description and keep violations. True when not said. */
  check?: boolean;
  /** Keep counts only: no request log, no transcript, the last messages of each chat. For benches. */
  quiet?: boolean;
  now?: () => number;
  /** The platform waits 2, 4, 8 … seconds before a repeat to a webhook; here the first wait is 20 ms. */
  webhookRetryMs?: number;
  /** Refuse with 429 what is faster than this. Off when not said. */
  pace?: { chatPerSecond: number; totalPerSecond: number };
};

export type Violation = { at: number; bot: string; method: string; breach: string; fields: Fields };
export type RequestRecord = {
  at: number;
  bot: string;
  method: string;
  fields: Fields;
  ok: boolean;
  error?: { code: number; description: string };
  result?: unknown;
};

/** Everything that the platform knows. */
export class World {
  readonly check: TelegramCheck | undefined;
  readonly quiet: boolean;
  readonly now: () => number;
  readonly webhookRetryMs: number;
  readonly faults = new Faults();
  readonly bots = new Map<string, Bot>();
  readonly people = new Map<number, Who>();
  readonly requests: RequestRecord[] = [];
  readonly violations: Violation[] = [];
  readonly counts: Record<string, number> = {};
  readonly routes: Routes = new Map();
  repeatPress = 1;
  nextQueryId = 1;
  nextPersonId = 1001;
  revision = 0;
  /** A webhook may answer with one call in place of a request. */
  onWebhookReply: (bot: Bot, body: string) => void = () => undefined;
  readonly #pace: TelegramOptions['pace'];
  readonly #sends = new Map<string, number[]>();

  constructor(options: TelegramOptions) {
    this.check = (options.check ?? isChecking()) ? telegramCheck() : undefined;
    this.quiet = options.quiet ?? false;
    this.now = options.now ?? Date.now;
    this.webhookRetryMs = options.webhookRetryMs ?? 20;
    this.#pace = options.pace;
  }

  seconds = (): number => Math.floor(this.now() / 1000);

  addBot({ token, username, name }: { token: string; username: string; name?: string }): Bot {
    const id = Number(/^(\d+):/.exec(token)?.[1] ?? 7000 + this.bots.size);
    const firstUpdate = (1 + this.bots.size) * 100_000_000;
    const updates = new Updates(firstUpdate, this.now);
    const state = { chats: new Map(), presses: new Map(), files: new Map(), profile: new Map() };
    const bot: Bot = { token, id, username, name: name ?? username, revoked: false, nextMessageId: 1, updates, ...state };
    this.bots.set(token, bot);
    return bot;
  }

  chat(bot: Bot, who: Who): Chat {
    let chat = bot.chats.get(who.id);
    if (!chat) {
      const state = {
        messages: new Map(),
        deleted: new Set<number>(),
        keyboard: undefined,
        mark: -1,
        toasts: [],
        log: [],
        watchers: new Set<() => void>(),
      };
      chat = { who, bot, started: false, blocked: false, ...state };
      bot.chats.set(who.id, chat);
    }
    return chat;
  }

  /** Shows a new message, or a changed one. */
  show(chat: Chat, stored: Stored): Stored {
    stored.revision = ++this.revision;
    chat.messages.set(stored.message.message_id, stored);
    if (this.quiet && chat.messages.size > 10) chat.messages.delete(chat.messages.keys().next().value ?? 0);
    this.changed(chat);
    return stored;
  }

  changed(chat: Chat): void {
    for (const watch of chat.watchers) watch();
  }

  say(chat: Chat, line: string): void {
    if (!this.quiet) chat.log.push(line);
  }

  breach(bot: Bot, method: string, breach: string, fields: Fields): void {
    if (this.check) this.violations.push({ at: this.now(), bot: bot.username, method, breach, fields });
  }

  /** Like the platform, counts what was sent within the last second. */
  keepPace(chatId: string): void {
    if (!this.#pace) return;
    const now = this.now();
    const { chatPerSecond, totalPerSecond } = this.#pace;
    const recent = (key: string) => (this.#sends.get(key) ?? []).filter((at) => now - at < 1000);
    const [everywhere, here] = [recent('all'), recent(chatId)];
    if (everywhere.length >= totalPerSecond || here.length >= chatPerSecond) throw tooFast(1);
    this.#sends.set('all', [...everywhere, now]);
    this.#sends.set(chatId, [...here, now]);
  }

  /** Reads a request; a body that cannot be read is the bot's mistake. */
  read(query: string, contentType: string, body: Buffer): Parsed {
    try {
      return parseRequest(query, contentType, body);
    } catch (error) {
      throw mistake(`can't parse the request: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  record(bot: Bot, method: string, fields: Fields, outcome: ApiError | { result: unknown }): void {
    this.counts[method] = (this.counts[method] ?? 0) + 1;
    if (outcome instanceof ApiError && outcome.breach) this.breach(bot, method, outcome.message, fields);
    const dull = method === 'getUpdates' && !(outcome instanceof ApiError);
    if (this.quiet || dull) return;
    const entry = { at: this.now(), bot: bot.username, method, fields };
    if (outcome instanceof ApiError)
      this.requests.push({ ...entry, ok: false, error: { code: outcome.code, description: outcome.message } });
    else this.requests.push({ ...entry, ok: true, result: outcome.result });
  }
}
