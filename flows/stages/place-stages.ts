import { and, eq, inArray, sql } from 'drizzle-orm';
import { orders, stages } from '../../db/schema/orders.ts';
import type { Tx } from '../../db/store.ts';
import type { Pipeline, Stage } from '../orders/pipeline.ts';

/** Numbers the stages of a pipeline anew; how far each order has ever come, for the funnel, is told in the new numbers. */
export async function placeStages(tx: Tx, before: Pipeline, after: readonly Pick<Stage, 'id'>[]): Promise<void> {
  for (const [index, { id }] of after.entries())
    await tx
      .update(stages)
      .set({ position: index + 1 })
      .where(eq(stages.id, id));
  const moved = before.stages
    .map((stage, index) => ({ from: stage.position, to: newPosition(before.stages.slice(0, index + 1), after) }))
    .filter(({ from, to }) => from !== to);
  if (moved.length === 0) return;
  const cases = sql.join(
    moved.map(({ from, to }) => sql`when ${from} then ${to}`),
    sql` `,
  );
  await tx
    .update(orders)
    .set({ reached: sql`cast(case ${orders.reached} ${cases} end as integer)` })
    .where(
      and(
        eq(orders.pipelineId, before.id),
        inArray(
          orders.reached,
          moved.map(({ from }) => from),
        ),
      ),
    );
}

/** Where the last of these stages stands now; when it is gone, the one before it. */
function newPosition(upTo: readonly Stage[], after: readonly Pick<Stage, 'id'>[]): number {
  const kept = upTo.findLast(({ id }) => after.some((each) => each.id === id));
  return Math.max(1, after.findIndex(({ id }) => id === kept?.id) + 1);
}
