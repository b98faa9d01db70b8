import { and, asc, count, desc, eq, gte, inArray, isNull, lt, or, type SQL, sql, sum } from 'drizzle-orm';
import { orderItems, orders } from '../../db/schema/orders.ts';
import { clients, staff } from '../../db/schema/people.ts';
import type { Instant } from '../../db/schema/words.ts';
import { isClientWith } from '../../db/search.ts';
import type { Reader } from '../../db/store.ts';
import type { Order } from './load-order.ts';
import { loadPipeline, mainPipeline, type Stage } from './pipeline.ts';
import { typedNumber } from './typed-number.ts';

/** What a board may be narrowed to. */
export interface BoardFilter {
  pipelineId?: number | undefined;
  responsibleId?: number | undefined;
  makerId?: number | undefined;
  dueFrom?: Instant | undefined;
  dueUntil?: Instant | undefined;
  /** Words of the client's name, of the order's recipient, or an order's number. */
  text?: string | undefined;
  /** The text finds by number only: who may not know clients must not find them by trying. */
  byNumberOnly?: boolean | undefined;
}

export interface BoardCard {
  order: Order;
  client: { id: number; name: string | null };
  responsible: string | null;
  maker: string | null;
  /** What was ordered, first line first. */
  items: (typeof orderItems.$inferSelect)[];
}

export interface BoardColumn {
  stage: Stage;
  orders: number;
  /** Minor units. */
  sum: number;
  cards: BoardCard[];
}

const firstCards = 30;
/** How far back closed orders are still on the board. */
const closedForMs = 2 * 86_400_000;

/** The columns of a pipeline: how many orders stand in each, for how much, and the first of them, the most urgent first. */
export async function findBoard(db: Reader, filter: BoardFilter, now: Instant): Promise<{ pipelineId: number; columns: BoardColumn[] }> {
  const pipeline = filter.pipelineId === undefined ? await mainPipeline(db) : await loadPipeline(db, filter.pipelineId);
  const tallies = await tally(db, pipeline.id, filter, now);
  const columns = await Promise.all(
    pipeline.stages.map(async (stage) => {
      const { orders: found = 0, sum: total = 0 } = tallies.get(stage.id) ?? {};
      return { stage, orders: found, sum: total, cards: found > 0 ? await findCards(db, stage, filter, { now }) : [] };
    }),
  );
  return { pipelineId: pipeline.id, columns };
}

/** More cards of one column, after those that are shown. */
export async function findCards(
  db: Reader,
  stage: Pick<Stage, 'id' | 'kind'>,
  filter: BoardFilter,
  { now, skip = 0 }: { now: Instant; skip?: number },
): Promise<BoardCard[]> {
  const open = stage.kind === 'open';
  const rows = await db
    .select({ order: orders, client: { id: clients.id, name: clients.name } })
    .from(orders)
    .innerJoin(clients, eq(clients.id, orders.clientId))
    .where(and(eq(orders.stageId, stage.id), open ? isOpen : closedLately(now), conditionOf(filter)))
    .orderBy(...(open ? [sql`${orders.dueAt} nulls last`, asc(orders.id)] : [desc(orders.closedAt)]))
    .limit(firstCards)
    .offset(skip);
  return withNames(db, rows);
}

async function withNames(db: Reader, rows: { order: Order; client: BoardCard['client'] }[]): Promise<BoardCard[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ order }) => order.id);
  const items = await db.select().from(orderItems).where(inArray(orderItems.orderId, ids)).orderBy(asc(orderItems.id));
  const people = [...new Set(rows.flatMap(({ order }) => [order.responsibleId, order.makerId]).filter((id) => id !== null))];
  const names = people.length === 0 ? [] : await db.select({ id: staff.id, name: staff.name }).from(staff).where(inArray(staff.id, people));
  const nameOf = new Map(names.map(({ id, name }) => [id, name]));
  return rows.map(({ order, client }) => ({
    order,
    client,
    responsible: nameOf.get(order.responsibleId ?? 0) ?? null,
    maker: nameOf.get(order.makerId ?? 0) ?? null,
    items: items.filter(({ orderId }) => orderId === order.id),
  }));
}

/** Said as the indexes of open and of closed orders say it, so that the board never looks at what was closed long ago. */
const isOpen = eq(orders.outcome, 'open');
const closedLately = (now: Instant): SQL => gte(orders.closedAt, now - closedForMs);

async function tally(db: Reader, pipelineId: number, filter: BoardFilter, now: Instant) {
  const tallies = new Map<number, { orders: number; sum: number }>();
  for (const which of [isOpen, closedLately(now)]) {
    const all = db.select({ stageId: orders.stageId, orders: count(), sum: sum(orders.total) }).from(orders);
    const some = filter.text?.trim() ? all.innerJoin(clients, eq(clients.id, orders.clientId)) : all;
    const rows = await some.where(and(eq(orders.pipelineId, pipelineId), which, conditionOf(filter))).groupBy(orders.stageId);
    for (const { stageId, orders: found, sum: total } of rows) tallies.set(stageId, { orders: Number(found), sum: Number(total ?? 0) });
  }
  return tallies;
}

function conditionOf({ responsibleId, makerId, dueFrom, dueUntil, text, byNumberOnly = false }: BoardFilter): SQL | undefined {
  return and(
    personIs(orders.responsibleId, responsibleId),
    personIs(orders.makerId, makerId),
    dueFrom === undefined ? undefined : gte(orders.dueAt, dueFrom),
    dueUntil === undefined ? undefined : lt(orders.dueAt, dueUntil),
    text?.trim() ? textIs(text.trim(), byNumberOnly) : undefined,
  );
}

/** 0 asks for those that nobody has. */
const personIs = (column: typeof orders.responsibleId | typeof orders.makerId, id: number | undefined): SQL | undefined =>
  id === undefined ? undefined : id === 0 ? isNull(column) : eq(column, id);

function textIs(text: string, byNumberOnly: boolean): SQL | undefined {
  const number = typedNumber(text);
  if (byNumberOnly) return number === undefined ? sql`1 = 0` : eq(orders.id, number);
  const named = isClientWith(text.split(/\s+/).slice(0, 5));
  return number === undefined ? named : or(eq(orders.id, number), named);
}
