import { randomUUID } from 'node:crypto';
import type { Files } from '../db/files.ts';
import type { Log } from '../db/log.ts';
import type { Instant } from '../db/schema/words.ts';
import type { Store, Tx } from '../db/store.ts';
import { ChannelError } from './channel-error.ts';
import { Looker } from './looker.ts';
import { claim, claimNext, type OutboxRow, type Result, release, settle } from './outbox.ts';
import type { Sender } from './sender.ts';

/** What an errand may use. */
export interface World {
  store: Store;
  senders: ReadonlyMap<string, Sender>;
  files: Files;
  log: Log;
  now(): Instant;
  /** The worker is to stop: what has not left yet is given back. Set by the worker. */
  ending?: AbortSignal;
}

/** How an errand ended. `also` is written in the same transaction as the end itself; `again` asks for another try then. */
export type Outcome = { result: Result; reason?: string; also?: (tx: Tx) => Promise<void> } | { again: Instant; reason: string };

/** Does what one kind of outbox row asks for: network first, then what is to be written. Throws `ChannelError` or a bug. */
export type Errands = Readonly<Record<string, (row: OutboxRow, world: World) => Promise<Outcome>>>;

export interface Worker {
  /** Looks for due rows now; calls made meanwhile are one more look. */
  nudge(): void;
  /** Resolves when nothing is due and nothing is under way. */
  idle(): Promise<void>;
  /** Takes no more rows and waits for those under way, at most `withinMs`. */
  stop(withinMs: number): Promise<void>;
}

const atOnce = 64;
const giveUpAfterMs = 24 * 3_600_000;
const longestPauseMs = 10 * 60_000;

/** Claims due rows and runs them side by side, one of each lane at a time. */
export function startWorker(world: World, errands: Errands): Worker {
  const name = `${process.pid}-${randomUUID().slice(0, 8)}`;
  const running = new Set<Promise<void>>();
  const looker = new Looker(look);
  let stopped = false;
  const ending = new AbortController();
  const surroundings: World = { ...world, ending: ending.signal };
  let alarm: NodeJS.Timeout | undefined;

  async function look(): Promise<boolean> {
    const free = atOnce - running.size;
    if (free <= 0) return false; // the end of a row is the next nudge
    const rows = await claimRows(free);
    for (const row of rows) begin(row);
    return rows.length === free;
  }

  async function claimRows(limit: number): Promise<OutboxRow[]> {
    try {
      return await world.store.tx((tx) => claim(tx, { worker: name, limit, now: world.now() }), { isolation: 'claim' });
    } catch (error) {
      world.log.error({ err: error }, 'The outbox could not be read');
      return [];
    }
  }

  function begin(row: OutboxRow): void {
    const run = runRow(row, errands, surroundings).then(({ retryInMs, next }) => {
      running.delete(run);
      if (retryInMs !== undefined) wakeIn(retryInMs);
      if (next) begin(next);
      else looker.nudge();
    });
    running.add(run);
  }

  /** A retry that is near comes sooner than the tick. */
  function wakeIn(ms: number): void {
    if (ms > 10_000 || stopped) return;
    clearTimeout(alarm);
    alarm = setTimeout(() => looker.nudge(), ms + 5);
    alarm.unref();
  }

  /** The last look may still begin rows, which then count as under way. */
  async function atRest(): Promise<void> {
    await looker.stop();
    while (running.size > 0) await Promise.allSettled(running);
  }

  return {
    nudge: () => looker.nudge(),
    async idle() {
      for (let look = looker.hurry(); look || running.size > 0; look = looker.hurry()) {
        await Promise.race([look, ...running].filter((each) => each !== undefined));
      }
    },
    async stop(withinMs) {
      stopped = true;
      ending.abort();
      clearTimeout(alarm);
      const deadline = new Promise<void>((resolve) => setTimeout(resolve, withinMs).unref());
      await Promise.race([atRest(), deadline]);
    },
  };
}

interface AfterRow {
  /** In how many milliseconds the row wants another try. */
  retryInMs?: number;
  /** What comes next in the row's lane, claimed already. */
  next?: OutboxRow | undefined;
}

/** Runs one row to its end; never throws. The next one of its lane is claimed in the same transaction. */
async function runRow(row: OutboxRow, errands: Errands, world: World): Promise<AfterRow> {
  try {
    const outcome = await outcomeOf(row, errands, world);
    if ('again' in outcome) {
      await world.store.tx((tx) => release(tx, row, outcome.again, outcome.reason));
      return { retryInMs: Math.max(0, outcome.again - world.now()) };
    }
    const next = await world.store.tx(async (tx) => {
      const mine = await settle(tx, row, outcome.result, outcome.reason ?? null, world.now());
      if (mine) await outcome.also?.(tx);
      return mine && !world.ending?.aborted ? claimNext(tx, row, world.now()) : undefined;
    });
    return { next };
  } catch (error) {
    // The lease brings the row back by itself.
    world.log.error({ err: error, outboxId: row.id, kind: row.kind }, 'The end of an errand could not be written');
  }
  return {};
}

async function outcomeOf(row: OutboxRow, errands: Errands, world: World): Promise<Outcome> {
  try {
    const errand = errands[row.kind];
    if (!errand) return { result: 'failed', reason: `unknown kind ${row.kind}` };
    return await errand(row, world);
  } catch (error) {
    if (!(error instanceof ChannelError)) world.log.error({ err: error, outboxId: row.id, kind: row.kind }, 'An errand failed');
    if (world.now() - row.createdAt > giveUpAfterMs && row.failures > 5) return { result: 'failed', reason: reasonOf(error) };
    return { again: world.now() + pauseAfter(row, error), reason: reasonOf(error) };
  }
}

const pauseAfter = (row: OutboxRow, error: unknown): number =>
  (error instanceof ChannelError ? error.retryAfterMs : undefined) ?? Math.min(longestPauseMs, 1000 * 2 ** Math.min(row.failures, 10));

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : 'unknown').slice(0, 200);
