import schedule from 'node-schedule';
import type { Log } from '../db/log.ts';

export interface Tick {
  /** When it last ran, for /readyz. */
  lastAt(): number | undefined;
  stop(): void;
}

const closestMs = 5000;

/**
 * The shop's only timer: every ten seconds it asks what is due. node-schedule is the alarm clock and never the memory: a cron string without
 * zone, a job that cannot reject, and a second ring too soon (a clock that jumped) is ignored.
 */
export function startTick(look: () => void, log: Log): Tick {
  let lastAt: number | undefined;
  let rangAt = Number.NEGATIVE_INFINITY;
  const job = schedule.scheduleJob('*/10 * * * * *', () => {
    if (performance.now() - rangAt < closestMs) return;
    rangAt = performance.now();
    lastAt = Date.now();
    try {
      look();
    } catch (error) {
      log.error({ err: error }, 'The tick failed');
    }
  });
  job.on('error', (error: unknown) => log.error({ err: error }, 'The tick failed'));
  return { lastAt: () => lastAt, stop: () => void job.cancel() };
}
