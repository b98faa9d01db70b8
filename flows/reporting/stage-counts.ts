import { and, asc, count, inArray, isNull, sql } from 'drizzle-orm';
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
  const open = known.filter(({ kind }) => kind === 'open').map(({ id }) => id);
  const stays = await staysOn(db, open, period);
  const counted = known
    .filter(({ kind }) => kind !== 'lost')
    .map((stage) => {
      const { position } = stage;
      const onIt = (group: Group) => group.pipelineId === stage.pipelineId && passes(stage, group);
      return {
        stage,
        came: sum((group) => onIt(group) && group.reached >= position),
        went: sum((group) => onIt(group) && group.reached > position),
        lost: sum((group) => onIt(group) && group.reached === position && group.outcome === 'lost'),
        ...(stays.get(stage.id) ?? { average: null, median: null }),
      };
    });
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

type Stay = Pick<StageCounts, 'average' | 'median'>;

/** Of the stages that anything left in the period. */
async function staysOn(db: Reader, stageIds: number[], { from, until }: Period): Promise<Map<number, Stay>> {
  if (stageIds.length === 0) return new Map();
  const stay = sql`${stageVisits.leftAt} - ${stageVisits.enteredAt}`;
  const found = await db
    .select({ stageId: stageVisits.stageId, stays: count(), sum: sumOf(stay), median: medianOf(stay) })
    .from(stageVisits)
    .where(and(inArray(stageVisits.stageId, stageIds), within(stageVisits.leftAt, [from, until])))
    .groupBy(stageVisits.stageId);
  return new Map(
    found.map(({ stageId, stays, sum, median }) => [stageId, { average: sum / stays / minutes(1), median: Number(median) / minutes(1) }]),
  );
}
