import { eq } from 'drizzle-orm';
import type { Log } from '../db/log.ts';
import type { Instant } from '../db/schema/words.ts';
import { settings } from '../db/schema/work.ts';
import type { Store } from '../db/store.ts';
import { days, hours } from './time.ts';

/** Work of the night: what is done once a day, whoever is awake. */
export interface Chore {
  name: string;
  /** Does a day's work; `enough` turns true when the process wants to stop. */
  run(now: Instant, enough: () => boolean): Promise<void>;
}

export interface Daily {
  /** Does what has not been done for a day, one after another. */
  look(): void;
  /** Resolves when no chore is under way. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** Chores that remember in the database when they were last done: a restart neither repeats nor skips them. A failed one is tried again in an hour. */
export function startDaily(chores: readonly Chore[], { store, log, now }: { store: Store; log: Log; now(): Instant }): Daily {
  let round: Promise<void> | undefined;
  let nextAt = 0;
  let stopped = false;

  async function runDue(): Promise<void> {
    for (const chore of chores) {
      if (stopped || now() - (await lastRun(store, chore)) < days(1)) continue;
      let cut = false;
      await chore.run(now(), () => (cut ||= stopped));
      if (!cut) await markRun(store, chore, now());
    }
  }

  return {
    look() {
      if (round || stopped || now() < nextAt) return;
      nextAt = now() + hours(1);
      round = runDue()
        .catch((error: unknown) => log.error({ err: error }, 'A daily chore failed'))
        .finally(() => {
          round = undefined;
        });
    },
    async idle() {
      await round;
    },
    async stop() {
      stopped = true;
      await round;
    },
  };
}

const keyOf = ({ name }: Chore) => `daily:${name}`;

async function lastRun(store: Store, chore: Chore): Promise<Instant> {
  const [row] = await store.read
    .select({ value: settings.value })
    .from(settings)
    .where(eq(settings.key, keyOf(chore)));
  return typeof row?.value === 'number' ? row.value : 0;
}

async function markRun(store: Store, chore: Chore, now: Instant): Promise<void> {
  await store.tx((tx) =>
    tx
      .insert(settings)
      .values({ key: keyOf(chore), value: now })
      .onConflictDoUpdate({ target: settings.key, set: { value: now } })
      .then(() => undefined),
  );
}
