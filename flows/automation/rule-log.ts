import { and, desc, eq, lt } from 'drizzle-orm';
import type { Instant, Localized } from '../../db/schema/words.ts';
import { events, ruleRuns, rules } from '../../db/schema/work.ts';
import type { Reader } from '../../db/store.ts';

/** One run of a rule: which, when, because of what, for which order, with what result. */
export interface LoggedRun {
  id: number;
  ruleId: number;
  title: Localized;
  at: Instant;
  event: string;
  orderId: number | null;
  /** done, waiting, stopped, cut, failed */
  result: string;
  note: string | null;
}

interface Wanted {
  ruleId?: number | undefined;
  orderId?: number | undefined;
  /** Only those before this run. */
  before?: number | undefined;
}

const page = 50;

/** Why did it happen: what rules did, the newest first, fifty at a time. */
export const ruleLog = (db: Reader, { ruleId, orderId, before }: Wanted): Promise<LoggedRun[]> =>
  db
    .select({
      id: ruleRuns.id,
      ruleId: ruleRuns.ruleId,
      title: rules.title,
      at: ruleRuns.at,
      event: events.type,
      orderId: ruleRuns.orderId,
      result: ruleRuns.result,
      note: ruleRuns.note,
    })
    .from(ruleRuns)
    .innerJoin(rules, eq(rules.id, ruleRuns.ruleId))
    .innerJoin(events, eq(events.id, ruleRuns.eventId))
    .where(
      and(
        ruleId === undefined ? undefined : eq(ruleRuns.ruleId, ruleId),
        orderId === undefined ? undefined : eq(ruleRuns.orderId, orderId),
        before === undefined ? undefined : lt(ruleRuns.id, before),
      ),
    )
    .orderBy(desc(ruleRuns.id))
    .limit(page);
