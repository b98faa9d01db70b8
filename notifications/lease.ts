import { eq, sql } from 'drizzle-orm';
import type { Instant } from '../db/schema/words.ts';
import { settings } from '../db/schema/work.ts';
import type { Store, Tx } from '../db/store.ts';

const leaseMs = 15_000;

interface Held {
  holder: string;
  until: Instant;
}

/**
 * One process at a time does a thing that needs an order (following the events): true while `holder` has the lease `name`. It is written
 * anew only when half of it has passed; a dead holder's lease ends by itself.
 */
export class Lease {
  readonly #key: string;
  readonly #holder: string;
  #until = 0;

  constructor(name: string, holder: string) {
    this.#key = `lease:${name}`;
    this.#holder = holder;
  }

  async hold(store: Store, now: Instant): Promise<boolean> {
    if (this.#until - now > leaseMs / 2) return true;
    const held = await store.tx((tx) => this.#take(tx, now));
    this.#until = held ? now + leaseMs : 0;
    return held;
  }

  async #take(tx: Tx, now: Instant): Promise<boolean> {
    const value: Held = { holder: this.#holder, until: now + leaseMs };
    const [row] = await tx.select({ value: settings.value }).from(settings).where(eq(settings.key, this.#key));
    const held = row?.value as Held | undefined;
    if (held && held.holder !== this.#holder && held.until > now) return false;
    await tx.insert(settings).values({ key: this.#key, value }).onConflictDoUpdate({ target: settings.key, set: { value } });
    return true;
  }

  /** Lets another process go on at once. */
  async letGo(store: Store): Promise<void> {
    if (this.#until === 0) return;
    this.#until = 0;
    await store.tx((tx) =>
      tx
        .delete(settings)
        .where(sql`${settings.key} = ${this.#key}`)
        .then(() => undefined),
    );
  }
}
