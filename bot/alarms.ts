import type { Log } from '../db/log.ts';
import type { Doors } from './channel.ts';

export type Problem = Parameters<Doors['alarm']>[1];

/** Tells an owner; the same problem once an hour. Never rejects: an alarm that fails is in the log at least. */
export type Alarm = (problem: Problem, detail: string) => Promise<void>;

export function openAlarms(channel: string, { alarm }: Pick<Doors, 'alarm'>, log: Log): Alarm {
  const told = new Map<Problem, number>();
  return async (problem, detail) => {
    const before = told.get(problem);
    if (before !== undefined && Date.now() - before < 3600_000) return;
    told.set(problem, Date.now());
    log.error({ channel, reason: problem }, `the platform says: ${detail}`);
    try {
      await alarm(channel, problem, detail);
    } catch (err) {
      told.delete(problem);
      log.error({ channel, err }, 'an alarm could not be given');
    }
  };
}
