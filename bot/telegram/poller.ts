import type { Log } from '../../db/log.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Alarm } from '../alarms.ts';
import { laneOf } from './inbound.ts';
import { backoffMs, pause } from './pause.ts';
import { isRevoked, TelegramProblem } from './problem.ts';

/** What the long poll needs to know; no library in it. */
export interface PollOptions {
  channel: string;
  /** Asks for updates from `offset` on, waiting on the platform's side for a while. */
  getUpdates(offset: number | undefined, signal: AbortSignal): Promise<{ update_id: number }[]>;
  /** Resolves when the update is committed. */
  handle(update: { update_id: number }): Promise<void>;
  /** Makes polling possible: takes an old webhook away. */
  prepare(signal: AbortSignal): Promise<unknown>;
  /** The clock of the machine, in which platforms live, not that of the business. */
  now?(): Instant;
  log: Log;
  alarm: Alarm;
  /** Between two tries while another poller has the bot, or while the token is no good. */
  slowPauseMs?: number;
}

export interface Listener {
  start(): void;
  /** Resolves when what was taken is committed. */
  stop(): Promise<void>;
  lastHeardAt(): Instant | undefined;
}

const silenceInMs = 5 * 60_000;

/**
 * Takes updates one batch at a time. The offset moves only past what is committed: what failed, and everything after it, comes again.
 * One person's updates are handled in order, different people's side by side.
 */
export function openPoller({
  channel,
  getUpdates,
  handle,
  prepare,
  now = Date.now,
  log,
  alarm,
  slowPauseMs = 30_000,
}: PollOptions): Listener {
  const ending = new AbortController();
  let running = Promise.resolve();
  let lastHeardAt: Instant | undefined;

  async function run(): Promise<void> {
    let offset: number | undefined;
    let isPrepared = false;
    let failures = 0;
    let quietSince = now();
    while (!ending.signal.aborted) {
      try {
        if (!isPrepared) await prepare(ending.signal);
        // The platform has answered: the first poll may be silent for half a minute.
        if (!isPrepared) lastHeardAt = now();
        isPrepared = true;
        const askedAt = performance.now();
        const updates = await getUpdates(offset, ending.signal);
        quietSince = lastHeardAt = now();
        offset = await takeBatch(updates);
        failures = 0;
        if (updates.length === 0 && performance.now() - askedAt < 100) await pause(250, ending.signal);
      } catch (error) {
        if (ending.signal.aborted) return;
        if (error instanceof Unfinished) offset = error.updateId;
        if (error instanceof TelegramProblem && error.code === 409) isPrepared = false;
        await pause(await trouble(error, failures++, quietSince), ending.signal);
      }
    }
  }

  /** Answers the offset to ask from. Numbers may begin anew after a quiet week, so after an empty batch there is none. */
  async function takeBatch(updates: { update_id: number }[]): Promise<number | undefined> {
    const lanes = Map.groupBy(updates, laneOf);
    const failed = (await Promise.all([...lanes.values()].map(takeLane))).filter((each) => each !== undefined);
    if (failed.length > 0) throw new Unfinished(Math.min(...failed));
    return updates.length === 0 ? undefined : Math.max(...updates.map((each) => each.update_id)) + 1;
  }

  /** Answers the first update that could not be committed; those behind it have to wait for it. */
  async function takeLane(updates: { update_id: number }[]): Promise<number | undefined> {
    for (const update of updates) {
      try {
        await handle(update);
      } catch (err) {
        log.error({ channel, updateId: update.update_id, err }, 'an update could not be committed and will be taken again');
        return update.update_id;
      }
    }
    return undefined;
  }

  /** Says what is wrong and how long to wait. */
  async function trouble(error: unknown, failures: number, quietSince: Instant): Promise<number> {
    const retryInMs = pauseAfter(error) ?? backoffMs(failures);
    log.warn({ channel, err: error, attempt: failures + 1, retryInMs: Math.round(retryInMs) }, 'no updates for now');
    if (error instanceof TelegramProblem && error.code === 409) await alarm('second-poller', error.description);
    else if (error instanceof TelegramProblem && isRevoked(error)) await alarm('token-revoked', error.description);
    else if (now() - quietSince > silenceInMs) await alarm('silent', error instanceof Error ? error.message : 'no answer');
    return retryInMs;
  }

  const pauseAfter = (error: unknown): number | undefined => {
    if (!(error instanceof TelegramProblem)) return undefined;
    return error.code === 409 || isRevoked(error) ? slowPauseMs : error.retryAfterMs;
  };

  return {
    lastHeardAt: () => lastHeardAt,
    start() {
      running = run();
    },
    async stop() {
      ending.abort();
      await running;
    },
  };
}

/** A batch of which not everything could be committed. */
class Unfinished extends Error {
  override name = 'Unfinished';
  readonly updateId: number;

  constructor(updateId: number) {
    super(`update ${updateId} is not committed`);
    this.updateId = updateId;
  }
}
