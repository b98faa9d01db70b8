import { type SQL, sql } from 'drizzle-orm';
import { orders } from '../../db/schema/orders.ts';
import type { Instant } from '../../db/schema/words.ts';
import { addWorkingMinutes, type Calendar, days } from '../../notifications/time.ts';
import type { Stage } from '../orders/pipeline.ts';

/** A stage, and the moment since which an order may not have been standing there. */
export type NormOf = [stageId: number, since: Instant];

/** For each open stage with a norm: who came there before that moment has stood longer than the norm's working minutes. */
export const normsAt = (stages: readonly Stage[], now: Instant, calendar: Calendar): NormOf[] =>
  stages.flatMap(({ id, kind, normMinutes }): NormOf[] =>
    kind === 'open' && normMinutes !== null ? [[id, latestStart(normMinutes, now, calendar)]] : [],
  );

/** Orders that stand on a stage longer than its norm. One comparison instead of many alternatives: those SQLite cannot plan. */
export function standsTooLong(norms: readonly NormOf[]): SQL {
  if (norms.length === 0) return sql`1 = 0`;
  const cases = norms.map(([stageId, since]) => sql`when ${orders.stageId} = ${stageId} then cast(${since} as bigint)`);
  return sql`${orders.outcome} = 'open' and ${orders.stageSince} < case ${sql.join(cases, sql` `)} end`;
}

/** The latest instant from which `norm` working minutes are over by `now`; found by halving, for working minutes only run forward. */
function latestStart(norm: number, now: Instant, calendar: Calendar): Instant {
  let [early, late] = [now - days(400), now];
  while (late - early > 1000) {
    const middle = Math.floor((early + late) / 2);
    if (addWorkingMinutes(middle, norm, calendar) < now) early = middle;
    else late = middle;
  }
  return late;
}
