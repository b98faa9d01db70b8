import { and, eq, inArray, sql } from 'drizzle-orm';
import { type Agreed, orderItems, orders } from '../../db/schema/orders.ts';
import { clients } from '../../db/schema/people.ts';
import { attachments } from '../../db/schema/talk.ts';
import type { Fulfilment, Instant, Language } from '../../db/schema/words.ts';
import { type Reader, statement, type Tx } from '../../db/store.ts';
import { deliveryFeeOf } from '../catalog/price.ts';
import { takeDay } from '../catalog/take-day.ts';
import { keepAllergies, type SealedAllergies } from '../clients/allergies.ts';
import { countOrder } from '../clients/count-order.ts';
import { type By, record } from '../events.ts';
import { formatsFor } from '../format.ts';
import type { Shop } from '../shop.ts';
import { textsIn } from '../texts/texts.ts';
import { agreedLines } from './agreed.ts';
import { enterStage } from './enter-stage.ts';
import type { Order } from './load-order.ts';
import { mainPipeline, type Stage } from './pipeline.ts';
import { type ItemWish, noticeOf, type PricedItem, priceItems, totalOf } from './price-items.ts';

export interface PlaceOrder {
  /** What it is made from; one origin, one order. */
  origin: string;
  clientId: number;
  items: readonly ItemWish[];
  fulfilment: Fulfilment;
  address?: { text: string; latitude?: number; longitude?: number } | undefined;
  dueAt: Instant | null;
  dueUntil: Instant | null;
  contactName: string | null;
  /** E.164. */
  contactPhone: string | null;
  /** What was said beside the number. */
  contactNote?: string | null | undefined;
  wishes?: string | null;
  /** Unasked when absent: then a manager will ask. */
  allergies?: 'none' | SealedAllergies | undefined;
  /** Attachments that show the wished look. */
  photos?: readonly number[];
  /** The colleague who took the call. */
  responsibleId?: number | null;
  /** By which link or advertisement this very order came; where the client once came from unless told. */
  source?: string | undefined;
  /** What an advertisement put into the address. */
  utm?: Record<string, string> | undefined;
  /** In which the client agreed. */
  language: Language;
  by: By;
  now: Instant;
  shop: Shop;
}

/** Places an order at today's prices. A repeat of the same origin returns the order that is there and changes nothing. Refuses a day that cannot be had. */
export async function placeOrder(tx: Tx, wish: PlaceOrder): Promise<{ order: Order; isNew: boolean }> {
  const existing = await findByOrigin(tx, wish.origin);
  if (existing) return { order: existing, isNew: false };

  const { clientId, by, now, shop } = wish;
  const items = await priceItems(tx, wish.items);
  const noticeHours = by.kind === 'staff' ? 0 : noticeOf(items);
  if (wish.dueAt !== null) await takeDay(tx, shop, wish.dueAt, { now, noticeHours });

  const pipeline = await mainPipeline(tx);
  const [stage] = pipeline.stages;
  if (!stage) throw new Error('The pipeline has no stage');
  const order = await insertOrder(tx, wish, items, stage);
  for (const item of items) await addItem(tx, { orderId: order.id, ...columnsOf(item) });
  await keepExtras(tx, wish, order.id);
  await countOrder(tx, { clientId, total: order.total, placedAt: now });
  const visitId = await enterStage(tx, order, stage, { by, now, shop });
  const { id: orderId, total, source } = order;
  await record(tx, { type: 'order.placed', orderId, clientId, total, source, ...(wish.utm && { utm: wish.utm }) }, by, now);
  return { order: { ...order, visitId, version: order.version + 1 }, isNew: true };
}

const byOrigin = statement('order_by_origin', (db: Reader) =>
  db
    .select()
    .from(orders)
    .where(eq(orders.origin, sql.placeholder('origin'))),
);

/** The order made from this, or undefined. */
export async function findByOrigin(db: Reader, origin: string): Promise<Order | undefined> {
  const [order] = await byOrigin(db, { origin });
  return order;
}

const sourceOf = statement('client_source', (db: Reader) =>
  db
    .select({ source: clients.source })
    .from(clients)
    .where(eq(clients.id, sql.placeholder('id'))),
);

const addOrder = statement('order_add', (tx: Tx) => {
  const names = [
    'origin',
    'pipelineId',
    'stageId',
    'stageSince',
    'reached',
    'clientId',
    'responsibleId',
    'itemsTotal',
    'deliveryFee',
    'total',
    'allergiesAsked',
    'dueAt',
    'dueUntil',
    'fulfilment',
    'address',
    'latitude',
    'longitude',
    'contactName',
    'contactPhone',
    'contactNote',
    'wishes',
    'source',
    'agreed',
    'createdAt',
  ] as const;
  const slots = Object.fromEntries(names.map((name) => [name, sql.placeholder(name)]));
  // Each column of `names` gets its placeholder; the loop hides that from the type.
  return tx
    .insert(orders)
    .values(slots as unknown as typeof orders.$inferInsert)
    .returning();
});

async function insertOrder(tx: Tx, wish: PlaceOrder, items: PricedItem[], stage: Stage): Promise<Order> {
  const { clientId, fulfilment, shop, now } = wish;
  const [client] = await sourceOf(tx, { id: clientId });
  const deliveryFee = deliveryFeeOf(shop, fulfilment);
  const place = fulfilment === 'delivery' ? wish.address : undefined;
  const [order] = await addOrder(tx, {
    origin: wish.origin,
    pipelineId: stage.pipelineId,
    stageId: stage.id,
    stageSince: now,
    reached: stage.position,
    clientId,
    responsibleId: wish.responsibleId ?? null,
    itemsTotal: totalOf(items),
    deliveryFee,
    total: totalOf(items) + deliveryFee,
    allergiesAsked: wish.allergies !== undefined,
    dueAt: wish.dueAt,
    dueUntil: wish.dueUntil,
    fulfilment,
    address: place?.text ?? null,
    latitude: place?.latitude ?? null,
    longitude: place?.longitude ?? null,
    contactName: wish.contactName,
    contactPhone: wish.contactPhone,
    contactNote: wish.contactNote ?? null,
    wishes: wish.wishes ?? null,
    source: wish.source ?? client?.source ?? null,
    agreed: snapshot(wish, items),
    createdAt: now,
  });
  if (!order) throw new Error('The order was not written');
  return order;
}

function snapshot(wish: PlaceOrder, items: PricedItem[]): Agreed {
  const { language, shop, now, fulfilment } = wish;
  const deliveryFee = deliveryFeeOf(shop, fulfilment);
  const agreement = {
    ...wish,
    items: items.map((item) => ({ ...item, title: item.product.title, unit: item.product.unit })),
    deliveryFee,
    pickupAddress: shop.pickupAddress,
    address: wish.address?.text ?? null,
    pinned: wish.address?.latitude !== undefined,
    wishes: wish.wishes ?? null,
    photos: wish.photos?.length ?? 0,
  };
  return {
    at: now,
    language,
    lines: agreedLines(agreement, textsIn(language), formatsFor(language, shop)),
    total: totalOf(items) + deliveryFee,
  };
}

const addItem = statement('order_item_add', (tx: Tx) =>
  tx.insert(orderItems).values({
    orderId: sql.placeholder('orderId'),
    productId: sql.placeholder('productId'),
    title: sql.placeholder('title'),
    unit: sql.placeholder('unit'),
    amount: sql.placeholder('amount'),
    options: sql.placeholder('options'),
    inscription: sql.placeholder('inscription'),
    total: sql.placeholder('total'),
  }),
);

const columnsOf = ({ product, ...item }: PricedItem) => ({ productId: product.id, title: product.title, unit: product.unit, ...item });

/** What lies beside the order: health data, sealed, and the pictures of the wished look. */
async function keepExtras(tx: Tx, { clientId, allergies, photos = [] }: PlaceOrder, orderId: number): Promise<void> {
  if (allergies && allergies !== 'none') await keepAllergies(tx, { clientId, orderId, ...allergies });
  if (photos.length === 0) return;
  const mine = and(inArray(attachments.id, [...photos]), eq(attachments.clientId, clientId));
  await tx.update(attachments).set({ orderId, purpose: 'reference' }).where(mine);
}
