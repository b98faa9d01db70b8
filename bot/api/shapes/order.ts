import { asc, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { orderItems, stages } from '../../../db/schema/orders.ts';
import { clients } from '../../../db/schema/people.ts';
import { fulfilments, stageKinds } from '../../../db/schema/words.ts';
import type { Reader } from '../../../db/store.ts';
import { getOrder, type Order, type OrderItem } from '../../../flows/orders/load-order.ts';
import { getShop, type Shop } from '../../../flows/shop.ts';
import { id, localized, showTime, showTimeOrNull, timeText } from './common.ts';

const money = z.int().meta({ description: 'Whole minor units of the currency (kopecks, cents).' });

const item = z.strictObject({
  id: id.meta({ description: 'Of the line, until the items are changed.' }),
  productId: id,
  title: localized,
  unit: z.enum(['kg', 'piece', 'tier']),
  amount: z.number().meta({ description: 'In units: 1.5 is one and a half kg.' }),
  options: z.array(z.strictObject({ option: z.string(), choice: z.string(), title: localized, surcharge: money })),
  inscription: z.string().nullable(),
  total: money,
});

/** An order as other programs see it. */
export const orderShape = z
  .strictObject({
    id: id.meta({ description: 'The number that people call the order by.' }),
    version: z.int().meta({ description: 'Grows with every change; the `ETag` carries it.' }),
    createdAt: timeText,
    client: z.strictObject({ id, name: z.string().nullable(), phone: z.string().nullable() }),
    pipelineId: id,
    stage: z.strictObject({ id, title: localized }),
    outcome: z.enum(stageKinds).meta({ description: 'open: under way; won: handed over; lost: cancelled.' }),
    lossReason: z.string().nullable(),
    responsibleId: id.nullable(),
    makerId: id.nullable(),
    driverId: id.nullable(),
    items: z.array(item),
    currency: z.string(),
    itemsTotal: money,
    deliveryFee: money,
    total: money,
    paid: money,
    dueAt: timeText.nullable(),
    dueUntil: timeText.nullable(),
    confirmedAt: timeText.nullable(),
    fulfilment: z.enum(fulfilments),
    address: z.string().nullable(),
    latitude: z.number().nullable(),
    longitude: z.number().nullable(),
    contactName: z.string().nullable(),
    contactPhone: z.string().nullable(),
    contactNote: z
      .string()
      .nullable()
      .meta({ description: 'What was said beside the number: an extension, another number, when to call.' }),
    wishes: z.string().nullable(),
    source: z.string().nullable(),
  })
  .meta({ id: 'Order' });

export type ShownOrder = z.infer<typeof orderShape>;

/** One order; refuses with `order.not-found`. */
export async function showOrder(db: Reader, orderId: number): Promise<ShownOrder> {
  const order = await getOrder(db, orderId);
  const [shown] = await showOrders(db, [order], await getShop(db));
  if (!shown) throw new Error('The order was not shown');
  return shown;
}

/** Orders with their items, clients and stages, each asked for once for all of them. */
export async function showOrders(db: Reader, found: readonly Order[], { currency }: Pick<Shop, 'currency'>): Promise<ShownOrder[]> {
  if (found.length === 0) return [];
  const ids = (pick: (order: Order) => number) => [...new Set(found.map(pick))];
  const [items, people, titles] = await Promise.all([
    db
      .select()
      .from(orderItems)
      .where(
        inArray(
          orderItems.orderId,
          ids((order) => order.id),
        ),
      )
      .orderBy(asc(orderItems.id)),
    db
      .select({ id: clients.id, name: clients.name, phone: clients.phone })
      .from(clients)
      .where(
        inArray(
          clients.id,
          ids((order) => order.clientId),
        ),
      ),
    db
      .select({ id: stages.id, title: stages.title })
      .from(stages)
      .where(
        inArray(
          stages.id,
          ids((order) => order.stageId),
        ),
      ),
  ]);
  return found.map((order) => ({
    ...plainFacts(order),
    client: people.find(({ id }) => id === order.clientId) ?? { id: order.clientId, name: null, phone: null },
    stage: titles.find(({ id }) => id === order.stageId) ?? { id: order.stageId, title: {} },
    items: items.filter(({ orderId }) => orderId === order.id).map(showItem),
    currency,
  }));
}

function plainFacts(order: Order) {
  const { id, version, pipelineId, outcome, lossReason, responsibleId, makerId, driverId, itemsTotal, deliveryFee, total, paid } = order;
  const { fulfilment, address, latitude, longitude, contactName, contactPhone, contactNote, wishes, source } = order;
  return {
    ...{ id, version, pipelineId, outcome, lossReason, responsibleId, makerId, driverId, itemsTotal, deliveryFee, total, paid },
    ...{ fulfilment, address, latitude, longitude, contactName, contactPhone, contactNote, wishes, source },
    createdAt: showTime(order.createdAt),
    dueAt: showTimeOrNull(order.dueAt),
    dueUntil: showTimeOrNull(order.dueUntil),
    confirmedAt: showTimeOrNull(order.confirmedAt),
  };
}

const showItem = ({ id, productId, title, unit, amount, options, inscription, total }: OrderItem): ShownOrder['items'][number] => ({
  ...{ id, productId, title, inscription, total },
  // The column holds units of the catalogue only.
  unit: unit as 'kg' | 'piece' | 'tier',
  amount: amount / 1000,
  options: options.map(({ key, choice, choiceTitle, surcharge }) => ({ option: key, choice, title: choiceTitle, surcharge })),
});
