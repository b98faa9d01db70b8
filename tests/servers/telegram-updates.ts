import type { Fields } from './spec.ts';
import { conflict } from './telegram-errors.ts';
import type { Webhook } from './telegram-webhook.ts';

export type Update = Fields & { update_id: number };

/** An update on its way. Those of one lane keep their order, whatever the way. */
export type Pending = { update: Update; kind: string; lane: string; at: number; copies: number; acknowledge(): void };

export type Poll = { offset: number; limit: number; timeoutMs: number; allowed: readonly string[] | undefined };

type Poller = { answer(updates: Update[]): void; refuse(error: Error): void };

const silentByDefault = ['chat_member', 'message_reaction', 'message_reaction_count'];
const day = 24 * 3600_000;

/** The updates of one bot: stored up to a day, handed to its long poll or to its webhook. */
export class Updates {
  readonly pending = new Map<number, Pending>();
  allowed: readonly string[] | undefined;
  webhook: Webhook | undefined;
  #repeats = 1;
  #window = 1;
  #held: Pending[] = [];
  #nextId: number;
  #pushed = 0;
  #poller: Poller | undefined;
  readonly #now: () => number;

  constructor(firstId: number, now: () => number) {
    this.#nextId = firstId;
    this.#now = now;
  }

  /** Resolves when the bot has taken the update: its webhook answered 2xx, or its offset moved past it. */
  push(kind: string, payload: Fields, lane: string): { update: Update; acknowledged: Promise<void> } {
    const update: Update = { update_id: this.#nextId++, [kind]: payload };
    const { promise, resolve } = Promise.withResolvers<void>();
    if (!(this.allowed ? this.allowed.includes(kind) : !silentByDefault.includes(kind))) return { update, acknowledged: Promise.resolve() };
    const copies = this.#repeats - (this.#pushed++ % this.#repeats);
    this.#hold({ update, kind, lane, at: this.#now(), copies, acknowledge: resolve });
    return { update, acknowledged: promise };
  }

  /** The next update comes this many times, the one after it once less, and so on round. */
  repeat(times: number): void {
    this.#repeats = times;
    this.#pushed = 0;
  }

  stop(): void {
    this.webhook?.stop();
    this.#poller?.answer([]);
  }

  /** Lets up to `window` updates gather for a moment and then go in another order, which lanes allow. */
  reorder(window: number): void {
    this.#window = window;
    this.#release();
  }

  #hold(pending: Pending): void {
    this.#held.push(pending);
    if (this.#held.length >= this.#window) this.#release();
    else if (this.#held.length === 1) setTimeout(() => this.#release(), 20);
  }

  #release(): void {
    const ids = this.#held.map((each) => each.update.update_id);
    const mixed = mixLanes(this.#held);
    this.#held = [];
    mixed.forEach((each, index) => {
      // A long poll sees numbers in order, so the numbers follow the new order; a webhook sees the numbers of arrival.
      if (!this.webhook) each.update.update_id = ids[index] ?? each.update.update_id;
      this.pending.set(each.update.update_id, each);
      this.webhook?.take(each);
    });
    this.#wake();
  }

  take(pending: Pending): void {
    this.pending.delete(pending.update.update_id);
    pending.acknowledge();
  }

  isExpired({ at, kind }: Pending): boolean {
    return this.#now() - at > (kind === 'callback_query' ? 150_000 : day);
  }

  drop(): void {
    for (const each of this.pending.values()) this.take(each);
  }

  /** Answers at once when there is something, otherwise waits. A newer poll ends an older one with 409. */
  async poll({ offset, limit, timeoutMs, allowed }: Poll, onGone: (stop: () => void) => void): Promise<Update[]> {
    this.#poller?.refuse(conflict('terminated by other getUpdates request; make sure that only one bot instance is running'));
    if (allowed) this.allowed = allowed.length > 0 ? allowed : undefined;
    this.#confirm(offset);
    const ready = this.#batch(limit);
    if (ready.length > 0 || timeoutMs === 0) return ready;
    return await new Promise<Update[]>((resolve, reject) => {
      const done = () => {
        clearTimeout(timer);
        if (this.#poller === poller) this.#poller = undefined;
      };
      const poller: Poller = {
        answer: () => {
          done();
          resolve(this.#batch(limit));
        },
        refuse: (error) => {
          done();
          reject(error);
        },
      };
      const timer = setTimeout(() => poller.answer([]), timeoutMs);
      this.#poller = poller;
      onGone(() => {
        done();
        resolve([]);
      });
    });
  }

  endPoll(error: Error): void {
    this.#poller?.refuse(error);
  }

  #wake(): void {
    if (this.pending.size > 0) this.#poller?.answer([]);
  }

  #confirm(offset: number): void {
    const ids = [...(offset < 0 ? this.pending.keys() : [])];
    const below = offset < 0 ? (ids.at(offset) ?? 0) : offset;
    for (const [id, each] of this.pending) {
      if (id >= below) return;
      this.take(each);
    }
  }

  #batch(limit: number): Update[] {
    const batch: Update[] = [];
    for (const each of this.pending.values()) {
      if (this.isExpired(each)) this.take(each);
      else for (; each.copies > 0 && batch.length < limit; each.copies -= 1) batch.push(each.update);
      each.copies = Math.max(1, each.copies);
      if (batch.length >= limit) break;
    }
    return batch;
  }
}

/** Takes from the back of the line as long as nothing of the same lane stands before it. */
function mixLanes(held: readonly Pending[]): Pending[] {
  if (held.length < 2) return [...held];
  const lanes = new Map<string, Pending[]>();
  for (const each of held) lanes.set(each.lane, [...(lanes.get(each.lane) ?? []), each]);
  return [...lanes.values()].reverse().flat();
}
