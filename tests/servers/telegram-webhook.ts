import { post } from './http.ts';
import type { Pending, Updates } from './telegram-updates.ts';

export type WebhookSettings = { url: string; secret: string | undefined; maxConnections: number };

export type WebhookWorld = {
  /** The first pause before a repeat; it doubles up to thirty times its length. The platform's own is two seconds. */
  retryBaseMs: number;
  isDown(): boolean;
  /** Where a public address leads. */
  route(url: string): string;
  /** A webhook may answer with a method to call. */
  onReply(body: string): void;
};

/** Delivers the updates of one bot: lanes side by side, one update of a lane at a time, each until it is taken. */
export class Webhook {
  readonly settings: WebhookSettings;
  lastError: { at: number; message: string } | undefined;
  #lanes = new Map<string, Pending[]>();
  #free: number;
  #waiting: (() => void)[] = [];
  #stopped = new AbortController();
  readonly #updates: Updates;
  readonly #world: WebhookWorld;

  constructor(settings: WebhookSettings, updates: Updates, world: WebhookWorld) {
    this.settings = settings;
    this.#updates = updates;
    this.#world = world;
    this.#free = settings.maxConnections;
    for (const each of updates.pending.values()) this.take(each);
  }

  take(pending: Pending): void {
    const lane = this.#lanes.get(pending.lane);
    if (lane) lane.push(pending);
    else {
      const fresh = [pending];
      this.#lanes.set(pending.lane, fresh);
      void this.#run(pending.lane, fresh);
    }
  }

  stop(): void {
    this.#stopped.abort();
  }

  async #run(name: string, lane: Pending[]): Promise<void> {
    for (let next = lane[0]; next && !this.#stopped.signal.aborted; next = lane[0]) {
      await this.#deliver(next);
      lane.shift();
    }
    this.#lanes.delete(name);
  }

  async #deliver(pending: Pending): Promise<void> {
    for (let attempt = 0; !this.#stopped.signal.aborted; attempt += 1) {
      if (this.#updates.isExpired(pending)) break;
      const pauseMs = await this.#attempt(pending, attempt);
      if (pauseMs === undefined) break;
      await this.#pause(pauseMs);
    }
    if (!this.#stopped.signal.aborted) this.#updates.take(pending);
  }

  /** Answers how long to wait before the next attempt, or nothing when the update was taken. */
  async #attempt(pending: Pending, attempt: number): Promise<number | undefined> {
    const backoff = attempt === 0 ? 0 : this.#world.retryBaseMs * Math.min(30, 2 ** (attempt - 1));
    if (this.#world.isDown()) return Math.max(5, backoff);
    await this.#acquire();
    try {
      const copies = pending.copies;
      pending.copies = 1;
      const [first, ...others] = await Promise.all(Array.from({ length: copies }, () => this.#post(pending)));
      const refused = [first, ...others].find((each) => each && (each.status < 200 || each.status > 299));
      if (first && !refused) {
        if (first.body.startsWith('{')) this.#world.onReply(first.body);
        return;
      }
      this.lastError = { at: Date.now(), message: `Wrong response from the webhook: ${refused?.status}` };
      const asked = Number(refused?.headers['retry-after']);
      return asked > 0 ? Math.min(asked, 3600) * 1000 : backoff;
    } catch (error) {
      this.lastError = { at: Date.now(), message: String(error) };
      return backoff;
    } finally {
      this.#release();
    }
  }

  #post({ update }: Pending) {
    const { url, secret } = this.settings;
    const headers = { 'content-type': 'application/json', ...(secret && { 'x-telegram-bot-api-secret-token': secret }) };
    return post(this.#world.route(url), headers, JSON.stringify(update), 60_000);
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#stopped.signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.#stopped.signal.addEventListener('abort', done);
    });
  }

  async #acquire(): Promise<void> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #release(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free += 1;
  }
}
