import { eq, inArray, sql } from 'drizzle-orm';
import { orderItems, orders, payments, stageVisits } from '../../db/schema/orders.ts';
import type { Actor } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { formatsFor } from '../format.ts';
import { agreedLines } from '../orders/agreed.ts';
import type { Pipeline, Stage } from '../orders/pipeline.ts';
import type { Shop } from '../shop.ts';
import { textsIn } from '../texts/texts.ts';
import type { Almanac } from './almanac.ts';
import type { Hand, Step } from './course.ts';
import { inPieces } from './pieces.ts';
import type { Plan, PlannedOrder } from './plan.ts';
import type { DemoTrade } from './scenery.ts';
import type { Team } from './team.ts';
import type { Known } from './write-clients.ts';

export interface Furnishing extends Known {
  tx: Tx;
  plan: Plan;
  shop: Shop;
  trade: DemoTrade;
  team: Team;
  pipeline: Pipeline;
  almanac: Almanac;
}

/** Who did what for an order; nobody yet when it has not come so far. */
export interface Parts {
  responsibleId: number | null;
  makerId: number | null;
  driverId: number | null;
}

/** An order that was written, with the numbers it got. */
export interface Written {
  id: number;
  order: PlannedOrder;
  clientId: number;
  parts: Parts;
  /** In the order of the steps. */
  visitIds: number[];
}

/** Writes the orders with items, payments and stage visits, a few hundred rows at a time. */
export async function writeOrders(furnishing: Furnishing): Promise<Written[]> {
  const { tx, plan } = furnishing;
  const rows = plan.orders.map((order, index) => rowOf(order, index, furnishing));
  const ids = await inPieces(rows, (piece) => tx.insert(orders).values(piece).returning({ id: orders.id, origin: orders.origin }));
  const idOf = new Map(ids.map(({ id, origin }) => [origin, id]));
  const written = plan.orders.map(
    (order, index): Written => ({
      ...{ id: idOf.get(originOf(index)) ?? 0, order, clientId: furnishing.clientIds.get(order.client) ?? 0 },
      ...{ parts: partsOf(order, furnishing), visitIds: [] },
    }),
  );
  await inPieces(
    written.flatMap(({ id, order }) => order.items.map((item) => ({ ...item, orderId: id }))),
    async (piece) => {
      await tx.insert(orderItems).values(piece);
      return [];
    },
  );
  await inPieces(written.flatMap(paymentRows), async (piece) => {
    await tx.insert(payments).values(piece);
    return [];
  });
  await writeVisits(written, furnishing);
  return written;
}

const originOf = (index: number): string => `demo:${index + 1}`;

/** Who worked on it, as far as it has come. */
function partsOf({ course, lot, large }: PlannedOrder, { team }: Furnishing): Parts {
  const reached = (...stages: Step['stage'][]) => course.steps.some(({ stage }) => stages.includes(stage));
  const open = course.steps.at(-1)?.way === 'forward';
  // What is still open lies with those who are on shift today.
  const turn = open ? 0 : lot;
  return {
    responsibleId: course.takenAt === undefined ? null : large ? team('sales-head', turn) : team('manager', turn),
    makerId: course.assignedAt === undefined ? null : team('cook', turn),
    driverId: reached('delivery') ? team('driver', turn) : null,
  };
}

function rowOf(order: PlannedOrder, index: number, furnishing: Furnishing): typeof orders.$inferInsert {
  const { clientIds, pipeline, shop } = furnishing;
  const { course, client } = order;
  const last = lastOf(order);
  const stage = stageOf(last, furnishing);
  const lost = stage.kind === 'lost';
  const positions = course.steps.filter(({ way }) => way !== 'lost').map((step) => stageOf(step, furnishing).position);
  return {
    origin: originOf(index),
    pipelineId: pipeline.id,
    stageId: stage.id,
    stageSince: last.at,
    outcome: stage.kind,
    closedAt: stage.kind === 'open' ? null : last.at,
    lossReason: lost ? (last.reason ?? null) : null,
    reached: Math.max(...positions),
    clientId: clientIds.get(client) ?? 0,
    ...partsOf(order, furnishing),
    itemsTotal: order.itemsTotal,
    deliveryFee: order.deliveryFee,
    total: order.total,
    paid: course.payments.reduce((sum, { amount }) => sum + amount, 0),
    allergiesAsked: course.askedAt !== undefined || !order.byPhone,
    dueAt: order.dueAt,
    dueUntil: order.dueUntil,
    confirmedAt: stage.kind === 'won' && order.lot === 1 && order.dueAt !== null ? Math.min(last.at, order.dueAt) - 3_600_000 : null,
    fulfilment: order.fulfilment,
    address: order.address,
    contactName: client.name,
    contactPhone: client.phone,
    wishes: order.wishes,
    source: client.source,
    agreed: { at: order.placedAt, language: shop.language, lines: linesOf(order, shop), total: order.total },
    version: course.steps.length,
    createdAt: order.placedAt,
  };
}

const linesOf = (order: PlannedOrder, shop: Shop): string[] =>
  agreedLines(
    {
      ...order,
      pickupAddress: shop.pickupAddress,
      pinned: false,
      photos: 0,
      contactName: order.client.name,
      contactPhone: order.client.phone,
    },
    textsIn(shop.language),
    formatsFor(shop.language, shop),
  );

function lastOf({ course }: PlannedOrder): Step {
  const last = course.steps.at(-1);
  if (!last) throw new Error('An order of the demo has no stage');
  return last;
}

/** The stage a step leads to. */
export function stageOf({ stage }: Step, { pipeline, trade }: Furnishing): Stage {
  const found = pipeline.stages.find(({ position }) => position === trade.stages[stage]);
  if (!found) throw new Error(`The pipeline has no stage for '${stage}'`);
  return found;
}

const paymentRows = ({ id, order, parts }: Written) =>
  order.course.payments.map(({ amount, method, at }, index) => ({
    ...{ orderId: id, amount, method, at, origin: `demo:${id}:${index}` },
    byId: method === 'online' ? null : method === 'cash' && parts.driverId ? parts.driverId : parts.responsibleId,
  }));

/** Who took a step. */
export function actorOf(hand: Hand, { parts, clientId }: Written, team: Team): Required<Actor> {
  if (hand === 'client') return { kind: 'client', id: clientId };
  const byHand = { responsible: parts.responsibleId, maker: parts.makerId, driver: parts.driverId, head: null };
  return { kind: 'staff', id: byHand[hand] ?? team(hand === 'head' ? 'workshop-head' : 'manager', 0) };
}

async function writeVisits(written: readonly Written[], furnishing: Furnishing): Promise<void> {
  const { tx, team } = furnishing;
  const rows = written.flatMap((each) =>
    each.order.course.steps.map((step, index, steps) => {
      const actor = actorOf(step.hand, each, team);
      return {
        ...{ orderId: each.id, stageId: stageOf(step, furnishing).id, enteredAt: step.at, leftAt: steps[index + 1]?.at ?? null },
        ...{ enteredByKind: actor.kind, enteredById: actor.id, reason: step.reason ?? null },
      };
    }),
  );
  const visits = await inPieces(rows, (piece) =>
    tx.insert(stageVisits).values(piece).returning({ id: stageVisits.id, orderId: stageVisits.orderId }),
  );
  const byOrder = Map.groupBy(visits, ({ orderId }) => orderId);
  for (const each of written) each.visitIds = (byOrder.get(each.id) ?? []).map(({ id }) => id).toSorted((a, b) => a - b);

  const before = sql`(select max(earlier.id) from stage_visits as earlier where earlier.order_id = ${stageVisits.orderId} and earlier.id < ${stageVisits.id})`;
  const latest = sql`(select max(${stageVisits.id}) from ${stageVisits} where ${eq(stageVisits.orderId, orders.id)})`;
  const ids = written.map(({ id }) => id);
  await tx.update(stageVisits).set({ previousId: before }).where(inArray(stageVisits.orderId, ids));
  await tx.update(orders).set({ visitId: latest }).where(inArray(orders.id, ids));
}
