import { and, eq, gte, isNull, lt, ne, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { orderItems, orders, stageVisits } from '../../db/schema/orders.ts';
import type { Instant } from '../../db/schema/words.ts';
import { standsTooLong } from './norms.ts';
import type { OrdersFilter } from './opens.ts';

type Span = readonly [Instant, Instant];

/** From the first instant up to the second. */
export const within = (column: PgColumn, span: Span | undefined): SQL | undefined => span && and(gte(column, span[0]), lt(column, span[1]));

/** The value, or "without" for null; nothing is asked for undefined. */
export const is = (column: PgColumn, value: string | number | null | undefined): SQL | undefined =>
  value === undefined ? undefined : value === null ? isNull(column) : eq(column, value);

export const isKept = ne(orders.outcome, 'lost');

/** Something is to be paid still; said as the index says it. */
export const isOwing = sql`${orders.paid} < ${orders.total} and ${orders.outcome} <> 'lost'`;

/** When an order was to be handed over at the latest, said as the index says it. */
export const handOverEnd = sql`case when ${orders.dueUntil} is null then ${orders.dueAt} else ${orders.dueUntil} end`;

/** Open orders whose hand-over was to be over before `now`. */
export const isOverdue = (now: Instant): SQL => sql`${orders.outcome} = 'open' and ${handOverEnd} < ${now}`;

/** The condition on `orders` that a filter says. */
export const whichOrders = (filter: OrdersFilter): SQL | undefined =>
  and(
    within(orders.createdAt, filter.placed),
    within(orders.closedAt, filter.closed),
    within(orders.dueAt, filter.due),
    is(orders.outcome, filter.outcome),
    filter.kept ? isKept : undefined,
    is(orders.stageId, filter.stage),
    filter.stage === undefined ? undefined : eq(orders.outcome, filter.outcome ?? 'open'),
    filter.reachedFrom === undefined ? undefined : gte(orders.reached, filter.reachedFrom),
    is(orders.reached, filter.reached),
    is(orders.pipelineId, filter.pipeline),
    is(orders.fulfilment, filter.fulfilment),
    is(orders.source, filter.source),
    is(orders.responsibleId, filter.responsible),
    is(orders.makerId, filter.maker),
    is(orders.driverId, filter.driver),
    is(orders.clientId, filter.client),
    is(orders.lossReason, filter.lossReason),
    filter.product === undefined ? undefined : hasProduct(filter.product),
    filter.owing ? isOwing : undefined,
    filter.overdueAt === undefined ? undefined : isOverdue(filter.overdueAt),
    filter.standing && standsTooLong(filter.standing),
    filter.left && hasLeft(filter.left),
  );

const hasProduct = (productId: number): SQL =>
  sql`exists (select 1 from ${orderItems} where ${orderItems.orderId} = ${orders.id} and ${orderItems.productId} = ${productId})`;

const hasLeft = ({ stage, within: [from, until] }: NonNullable<OrdersFilter['left']>): SQL =>
  sql`${orders.id} in (select ${stageVisits.orderId} from ${stageVisits} where ${stageVisits.stageId} = ${stage} and ${stageVisits.leftAt} >= ${from} and ${stageVisits.leftAt} < ${until})`;

/** How long an order stood on a stage within the time, for sorting. */
export const stayed = ({ stage, within: [from, until] }: NonNullable<OrdersFilter['left']>): SQL =>
  sql`(select max(${stageVisits.leftAt} - ${stageVisits.enteredAt}) from ${stageVisits} where ${stageVisits.orderId} = ${orders.id} and ${stageVisits.stageId} = ${stage} and ${stageVisits.leftAt} >= ${from} and ${stageVisits.leftAt} < ${until})`;
