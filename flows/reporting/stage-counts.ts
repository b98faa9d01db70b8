import { and, asc, count, eq, isNull, sql } from 'drizzle-orm';
import { orders, stages, stageVisits } from '../../db/schema/orders.ts';
import type { Reader } from '../../db/store.ts';
import { minutes } from '../../notifications/time.ts';
import { passes, type Stage } from '../orders/pipeline.ts';
import { medianOf, sumOf } from './aggregates.ts';
import type { Period } from './period.ts';
import { within } from './which-orders.ts';

export interface StageCounts {
  stage: Stage;
  /** Orders of the period that came to it, of them those that came further, and those lost there. */
  came: number;
  went: number;
  lost: number;
  /** Minutes that orders stood there; of the stays that ended in the period. */
  average: number | null;
  median: number | null;
}

export interface Counts {
  all: number;
  won: number;
  lost: number;
  /** In their order, those for lost orders left out. */
  stages: StageCounts[];
}

/** Counts the orders placed in a period by how far they came. */
export async function countStages(db: Reader, period: Period): Promise<Counts> {
  const groups = await countGroups(db, period);
  const sum = (fits: (group: Group) => boolean) => groups.filter(fits).reduce((total, group) => total + group.orders, 0);
  const known = await db.select().from(stages).where(isNull(stages.removedAt)).orderBy(asc(stages.pipelineId), asc(stages.position));
  const counted: StageCounts[] = [];
  for (const stage of known.filter(({ kind }) => kind !== 'lost')) {
    const { position } = stage;
    const onIt = (group: Group) => group.pipelineId === stage.pipelineId && passes(stage, group);
    counted.push({
      stage,
      came: sum((group) => onIt(group) && group.reached >= position),
      went: sum((group) => onIt(group) && group.reached > position),
      lost: sum((group) => onIt(group) && group.reached === position && group.outcome === 'lost'),
      ...(stage.kind === 'open' ? await stayOf(db, stage.id, period) : { average: null, median: null }),
    });
  }
  return {
    all: sum(() => true),
    won: sum(({ outcome }) => outcome === 'won'),
    lost: sum(({ outcome }) => outcome === 'lost'),
    stages: counted,
  };
}

type Group = Awaited<ReturnType<typeof countGroups>>[number];

const countGroups = (db: Reader, { from, until }: Period) =>
  db
    .select({
      reached: orders.reached,
      outcome: orders.outcome,
      pipelineId: orders.pipelineId,
      fulfilment: orders.fulfilment,
      orders: count(),
    })
    .from(orders)
    .where(within(orders.createdAt, [from, until]))
    .groupBy(orders.reached, orders.outcome, orders.pipelineId, orders.fulfilment);

async function stayOf(db: Reader, stageId: number, { from, until }: Period): Promise<Pick<StageCounts, 'average' | 'median'>> {
  const stay = sql`${stageVisits.leftAt} - ${stageVisits.enteredAt}`;
  const [found] = await db
    .select({ stays: count(), sum: sumOf(stay), median: medianOf(stay) })
    .from(stageVisits)
    .where(and(eq(stageVisits.stageId, stageId), within(stageVisits.leftAt, [from, until])));
  if (!found || found.stays === 0) return { average: null, median: null };
  return { average: found.sum / found.stays / minutes(1), median: Number(found.median) / minutes(1) };
}
