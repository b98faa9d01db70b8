import { sql } from 'drizzle-orm';
import { boolean, id, index, integer, json, oneOf, real, table, text, uniqueIndex, word } from '../kit.ts';
import { products } from './catalog.ts';
import { clients, staff } from './people.ts';
import { actorKinds, fulfilments, type Localized, type Requirement, roles, stageKinds } from './words.ts';

export const pipelines = table('pipelines', {
  id: id(),
  position: integer().notNull(),
  title: json<Localized>().notNull(),
});

export const stages = table(
  'stages',
  {
    id: id(),
    pipelineId: integer()
      .notNull()
      .references(() => pipelines.id),
    position: integer().notNull(),
    title: json<Localized>().notNull(),
    /** What the button that leads here says: "Start", "Ready". */
    verb: json<Localized>().notNull(),
    kind: word(stageKinds).notNull(),
    /** Who works the orders that stand here. */
    role: word(roles).notNull(),
    /** Working minutes an order may stand here before it is late. */
    normMinutes: integer(),
    requires: json<Requirement[]>().notNull().default([]),
    /** Only orders to be delivered, or only those fetched, pass here. */
    fulfilment: word(fulfilments),
    /** The client may still cancel or move the order while it stands here. */
    clientMayChange: boolean().notNull().default(false),
    /** Set when the owner took the stage away; orders' history keeps its title. */
    removedAt: integer(),
  },
  (t) => [oneOf('stages_kind', t.kind, stageKinds), index('stages_pipeline').on(t.pipelineId, t.position)],
);

/** What the client agreed to, in the client's own words and prices, kept for ever. */
export interface Agreed {
  at: number;
  language: string;
  lines: string[];
  total: number;
}

/** An order's id is its number. */
export const orders = table(
  'orders',
  {
    id: id(),
    /** What it was made from (`<conversation>:<draft>`, an import row …): one origin, one order. */
    origin: text().notNull(),
    pipelineId: integer()
      .notNull()
      .references(() => pipelines.id),
    stageId: integer()
      .notNull()
      .references(() => stages.id),
    stageSince: integer().notNull(),
    /** The present stage visit: a button carries it, so a press that is too late is known. */
    visitId: integer().notNull().default(0),
    outcome: word(stageKinds).notNull().default('open'),
    closedAt: integer(),
    lossReason: text(),
    /** The furthest stage position ever reached, for the funnel. */
    reached: integer().notNull(),
    clientId: integer()
      .notNull()
      .references(() => clients.id),
    responsibleId: integer().references(() => staff.id),
    makerId: integer().references(() => staff.id),
    driverId: integer().references(() => staff.id),
    itemsTotal: integer().notNull(),
    deliveryFee: integer().notNull().default(0),
    total: integer().notNull(),
    paid: integer().notNull().default(0),
    /** The owner let it into production unpaid. */
    unpaidAllowed: boolean().notNull().default(false),
    allergiesAsked: boolean().notNull().default(false),
    /** The agreed window; `dueAt` is its beginning. */
    dueAt: integer(),
    dueUntil: integer(),
    /** The client answered the reminder with "confirm" for this due time. */
    confirmedAt: integer(),
    fulfilment: word(fulfilments).notNull(),
    address: text(),
    latitude: real(),
    longitude: real(),
    contactName: text(),
    contactPhone: text(),
    /** What was said beside the number: an extension, another number, from when one may call. */
    contactNote: text(),
    wishes: text(),
    source: text(),
    agreed: json<Agreed>(),
    version: integer().notNull().default(1),
    createdAt: integer().notNull(),
  },
  (t) => [
    oneOf('orders_outcome', t.outcome, stageKinds),
    uniqueIndex('orders_origin').on(t.origin),
    index('orders_client').on(t.clientId, t.id),
    index('orders_stage').on(t.stageId, t.stageSince).where(sql`outcome = 'open'`),
    // The board: each column's cards in their order, and its count and sum without a look at the rows.
    index('orders_board').on(t.stageId, t.dueAt, t.id, t.responsibleId, t.makerId, t.pipelineId, t.total).where(sql`outcome = 'open'`),
    index('orders_open').on(t.id).where(sql`outcome = 'open'`),
    index('orders_responsible').on(t.responsibleId, t.dueAt).where(sql`outcome = 'open'`),
    index('orders_maker').on(t.makerId, t.dueAt).where(sql`outcome = 'open'`),
    index('orders_driver').on(t.driverId, t.dueAt).where(sql`outcome = 'open'`),
    index('orders_due').on(t.dueAt),
    // No `coalesce`: drizzle-kit cuts an expression at its comma.
    index('orders_overdue').on(sql`(case when due_until is null then due_at else due_until end)`, t.id).where(sql`outcome = 'open'`),
    // Holds all that the reports over a period ask, so that they never touch the rows themselves.
    index('orders_created').on(t.createdAt, t.reached, t.outcome, t.pipelineId, t.fulfilment, t.source, t.responsibleId, t.total),
    index('orders_due_money').on(t.dueAt, t.total, t.paid).where(sql`paid < total and outcome <> 'lost'`),
    index('orders_closed').on(t.closedAt, t.outcome, t.stageId, t.lossReason, t.total).where(sql`closed_at is not null`),
  ],
);

export interface ChosenOption {
  key: string;
  title: Localized;
  choice: string;
  choiceTitle: Localized;
  surcharge: number;
}

export const orderItems = table(
  'order_items',
  {
    id: id(),
    orderId: integer()
      .notNull()
      .references(() => orders.id),
    productId: integer()
      .notNull()
      .references(() => products.id),
    title: json<Localized>().notNull(),
    unit: text().notNull(),
    /** Thousandths of the unit. */
    amount: integer().notNull(),
    options: json<ChosenOption[]>().notNull(),
    inscription: text(),
    /** Minor units for the whole line. */
    total: integer().notNull(),
  },
  (t) => [index('order_items_order').on(t.orderId, t.id, t.productId, t.amount, t.total), index('order_items_product').on(t.productId)],
);

export const stageVisits = table(
  'stage_visits',
  {
    id: id(),
    orderId: integer()
      .notNull()
      .references(() => orders.id),
    stageId: integer()
      .notNull()
      .references(() => stages.id),
    enteredAt: integer().notNull(),
    leftAt: integer(),
    enteredByKind: word(actorKinds).notNull(),
    enteredById: integer(),
    /** Why it came here when it went back or was lost. */
    reason: text(),
    /** The visit before, which undo returns to. */
    previousId: integer(),
  },
  (t) => [index('stage_visits_order').on(t.orderId, t.id), index('stage_visits_left').on(t.stageId, t.leftAt, t.enteredAt)],
);

export const payments = table(
  'payments',
  {
    id: id(),
    orderId: integer()
      .notNull()
      .references(() => orders.id),
    /** Minor units; negative is a return. */
    amount: integer().notNull(),
    method: text().notNull(),
    /** What makes a repeat of the same payment known. */
    origin: text().notNull(),
    byId: integer(),
    at: integer().notNull(),
  },
  (t) => [uniqueIndex('payments_origin').on(t.origin), index('payments_order').on(t.orderId), index('payments_at').on(t.at, t.amount)],
);
