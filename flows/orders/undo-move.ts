import { and, desc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import { stages, stageVisits } from '../../db/schema/orders.ts';
import type { Instant } from '../../db/schema/words.ts';
import { events, outbox } from '../../db/schema/work.ts';
import { type Reader, statement, type Tx } from '../../db/store.ts';
import { enqueue } from '../../notifications/outbox.ts';
import { addWorkingMinutes, seconds } from '../../notifications/time.ts';
import type { Staff } from '../dialogs/dialog.ts';
import { type By, record } from '../events.ts';
import { takeBackMessages } from '../messages/take-back.ts';
import { type RefusalCode, Refused } from '../refused.ts';
import type { Shop } from '../shop.ts';
import { may, type Row, refuseUnless } from '../staff/rights.ts';
import { reopenStageTasks } from '../tasks/stage-tasks.ts';
import { changeOrder } from './change-order.ts';
import type { Order } from './load-order.ts';
import { visitSubject } from './move-order.ts';
import { loadFacts } from './order-facts.ts';
import { getStage, type Stage } from './pipeline.ts';

export type Visit = typeof stageVisits.$inferSelect;

interface UndoMove {
  orderId: number;
  /** The visit to undo; a button made for an earlier one is out of date. */
  visitId?: number | undefined;
  by: By;
  now: Instant;
  shop: Shop;
}

/**
 * Takes the last move back while the client has not heard of it: the order stands where it stood, since when it stood there, and what was
 * going to be said is not said. A second tap is a success without effect (false). Refusals: `order.nothing-to-undo`, `order.undo-too-late`,
 * `order.client-told`, `access.not-yours`.
 */
export async function undoMove(tx: Tx, { orderId, visitId, by, now, shop }: UndoMove): Promise<boolean> {
  const { order, stage } = await loadFacts(tx, orderId);
  const who = await refuseUnless(tx, by, 'order.undo');
  if (visitId !== undefined && visitId !== order.visitId) {
    if (await isUndone(tx, orderId, visitId)) return false;
    throw new Refused('order.out-of-date', { orderId });
  }
  const visit = await findVisit(tx, order.visitId);
  const refusal = refuseUndo({ row: { order, stage }, visit, who, key: by.kind === 'key' ? by.id : undefined, now, shop });
  const told = (refusal === undefined || refusal === 'order.nothing-to-undo') && (await isTold(tx, order.visitId));
  if (refusal || told) throw new Refused(told ? 'order.client-told' : (refusal ?? 'order.nothing-to-undo'), { orderId });
  const previous = await findVisit(tx, visit?.previousId ?? 0);
  if (!visit || !previous) throw new Refused('order.nothing-to-undo', { orderId });

  await takeBackMessages(tx, visitSubject(visit.id), 'order.move-undone', now);
  const to = await getStage(tx, previous.stageId);
  const restored = await restoreVisit(tx, { order, undone: visit, previous, to });
  await keepNorm(tx, { order, visitId: restored, since: previous.enteredAt, stage: to, now, shop });
  await reopenStageTasks(tx, { orderId, movedAt: visit.enteredAt, now });
  await record(
    tx,
    { type: 'order.move-undone', orderId, clientId: order.clientId, from: order.stageId, to: to.id, visitId: visit.id },
    by,
    now,
  );
  return true;
}

/** Whether this very move has been taken back already: a second press of its button. */
async function isUndone(tx: Tx, orderId: number, visitId: number): Promise<boolean> {
  const undone = await tx
    .select({ data: events.data })
    .from(events)
    .where(and(eq(events.orderId, orderId), eq(events.type, 'order.move-undone')))
    .orderBy(desc(events.id))
    .limit(5);
  return undone.some(({ data }) => data.visitId === visitId);
}

const visitById = statement('visit_by_id', (db: Reader) =>
  db
    .select()
    .from(stageVisits)
    .where(eq(stageVisits.id, sql.placeholder('id'))),
);

export const findVisit = async (db: Reader, id: number): Promise<Visit | undefined> => (await visitById(db, { id }))[0];

interface UndoFacts {
  row: Row;
  visit: Visit | undefined;
  who: Staff | undefined;
  /** Another program, which takes back its own moves only. */
  key?: number | undefined;
  now: Instant;
  shop: Pick<Shop, 'undoSeconds'>;
}

/** Why the last move cannot be undone by this person now. Pure: the card asks it for its button. */
export function refuseUndo({ row, visit, who, key, now, shop }: UndoFacts): RefusalCode | undefined {
  if (!visit || visit.previousId === null || row.order.outcome === 'lost') return 'order.nothing-to-undo';
  if (key !== undefined && (visit.enteredByKind !== 'key' || visit.enteredById !== key)) return 'access.not-yours';
  const mine = visit.enteredByKind === 'staff' && visit.enteredById === who?.id;
  if (who && !mine && !may(who, 'order.undo-others', row)) return 'access.not-yours';
  return now >= undoEnds(visit, shop) ? 'order.undo-too-late' : undefined;
}

export const undoEnds = ({ enteredAt }: Pick<Visit, 'enteredAt'>, { undoSeconds }: Pick<Shop, 'undoSeconds'>): Instant =>
  enteredAt + seconds(undoSeconds);

/** Whether a message about this stay is on its way right now, or has gone. */
async function isTold(tx: Tx, visitId: number): Promise<boolean> {
  const isGoing = and(isNull(outbox.doneAt), gt(outbox.attempts, 0));
  const [begun] = await tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(eq(outbox.subject, visitSubject(visitId)), or(isGoing, inArray(outbox.result, ['sent', 'uncertain']))))
    .limit(1);
  return begun !== undefined;
}

interface Restore {
  order: Order;
  undone: Visit;
  previous: Visit;
  to: Stage;
}

/**
 * One stay instead of the two: the reports count no stay that was a slip. It gets a number of its own, so that buttons made before the slip
 * are known as old. The events keep both moves.
 */
async function restoreVisit(tx: Tx, { order, undone, previous, to }: Restore): Promise<number> {
  const { id: _, ...stay } = previous;
  const [visit] = await tx
    .insert(stageVisits)
    .values({ ...stay, leftAt: null, previousId: null })
    .returning({ id: stageVisits.id });
  if (!visit) throw new Error('The stage visit was not written');
  await tx.delete(stageVisits).where(eq(stageVisits.id, undone.id));
  await tx.delete(stageVisits).where(eq(stageVisits.id, previous.id));
  const [furthest] = await tx
    .select({ position: stages.position })
    .from(stageVisits)
    .innerJoin(stages, eq(stages.id, stageVisits.stageId))
    .where(eq(stageVisits.orderId, order.id))
    .orderBy(desc(stages.position))
    .limit(1);
  await changeOrder(tx, order, {
    stageId: to.id,
    stageSince: previous.enteredAt,
    visitId: visit.id,
    outcome: to.kind,
    closedAt: null,
    reached: furthest?.position ?? to.position,
  });
  return visit.id;
}

interface Norm {
  order: Order;
  visitId: number;
  since: Instant;
  stage: Stage;
  now: Instant;
  shop: Shop;
}

/** The clock of the stage runs on as if nothing had happened; one that has rung does not ring again. */
export async function keepNorm(tx: Tx, { order, visitId, since, stage, now, shop }: Norm): Promise<void> {
  if (!stage.normMinutes) return;
  const runAt = addWorkingMinutes(since, stage.normMinutes, shop);
  if (runAt <= now) return;
  await enqueue(
    tx,
    { kind: 'timer', payload: { timer: 'stage-norm', orderId: order.id, visitId }, runAt, subject: `norm:${visitId}` },
    now,
  );
}
