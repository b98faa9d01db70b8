import { eq } from 'drizzle-orm';
import { orderItems } from '../../db/schema/orders.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { recountTotal } from '../clients/count-order.ts';
import { type By, record } from '../events.ts';
import { formatsFor } from '../format.ts';
import { Refused } from '../refused.ts';
import { indexOrder } from '../search/feed-index.ts';
import type { Shop } from '../shop.ts';
import { refuseUnless } from '../staff/rights.ts';
import { textsIn } from '../texts/texts.ts';
import { itemLine } from './agreed.ts';
import { showCard } from './card.ts';
import { changeOrder } from './change-order.ts';
import { findItems, type Order, type OrderItem } from './load-order.ts';
import { loadFacts } from './order-facts.ts';
import { type ItemWish, priceItems, totalOf } from './price-items.ts';

/** A line that stays as it was agreed, or one that is made anew. */
export type ItemLine = { keep: number } | ItemWish;

interface ChangeItems {
  orderId: number;
  /** The version that the colleague looked at. */
  version: number;
  items: readonly ItemLine[];
  by: By;
  now: Instant;
  shop: Shop;
}

/**
 * Changes what is in an order. Lines that are kept keep their price, new ones are priced today; what is paid stays, so the difference is due or
 * to be returned. Whoever makes it hears of it. Refusals: `order.changed-meanwhile`, `order.already-closed`, `order.empty` and those of `priceItems`.
 */
export async function changeItems(tx: Tx, { orderId, version, items, by, now, shop }: ChangeItems): Promise<void> {
  const { order, stage } = await loadFacts(tx, orderId);
  await refuseUnless(tx, by, 'order.edit', { order, stage });
  if (order.outcome !== 'open') throw new Refused('order.already-closed', { orderId });
  if (order.version !== version) throw new Refused('order.changed-meanwhile', { orderId });
  if (items.length === 0) throw new Refused('order.empty', { orderId });
  const before = await findItems(tx, orderId);
  const after = await linesOf(tx, before, items);
  const [was, is] = [wordsOf(before, shop), wordsOf(after, shop)];
  if (was === is) return;

  await tx.delete(orderItems).where(eq(orderItems.orderId, orderId));
  await tx.insert(orderItems).values(after.map(({ id: _, ...line }) => ({ ...line, orderId })));
  const itemsTotal = totalOf(after);
  const total = itemsTotal + order.deliveryFee;
  await changeOrder(tx, order, { itemsTotal, total });
  await recountTotal(tx, order, total);
  await indexOrder(tx, orderId);
  const changes = { items: { from: was, to: is }, ...(total !== order.total && { total: { from: order.total, to: total } }) };
  await record(tx, { type: 'order.edited', orderId, clientId: order.clientId, changes }, by, now);
  await tellMaker(tx, order, by, now);
}

type NewLine = Omit<OrderItem, 'id' | 'orderId'> & { id?: number };

/** Each kept line is there once, however often it is asked for. */
async function linesOf(tx: Tx, before: OrderItem[], items: readonly ItemLine[]): Promise<NewLine[]> {
  const left = new Map(before.map((item) => [item.id, item]));
  const lines: NewLine[] = [];
  for (const item of items) {
    if ('keep' in item) {
      const kept = left.get(item.keep);
      if (!kept) throw new Refused('order.changed-meanwhile');
      left.delete(item.keep);
      lines.push(kept);
      continue;
    }
    for (const { product, ...priced } of await priceItems(tx, [item]))
      lines.push({ productId: product.id, title: product.title, unit: product.unit, ...priced });
  }
  return lines;
}

/** In the shop's language, for the journal. */
function wordsOf(items: readonly NewLine[], shop: Shop): string {
  const [t, f] = [textsIn(shop.language), formatsFor(shop.language, shop)];
  return items.map((item) => itemLine(item, t, f)).join('; ');
}

/** A card that only rewrites itself could go unseen by the one who bakes from it. */
async function tellMaker(tx: Tx, { id: orderId, makerId }: Order, by: By, now: Instant): Promise<void> {
  if (makerId === null || (by.kind === 'staff' && by.id === makerId)) return;
  await showCard(tx, { orderId, staffId: makerId, notify: true, now });
}
