import type { Minor } from '../../../db/schema/words.ts';
import { badAmount } from '../../catalog/amount.ts';
import { openOption } from '../../catalog/price.ts';
import { findOnSale } from '../../catalog/products.ts';
import { findItems, getOrder, type OrderItem } from '../../orders/load-order.ts';
import { priceItems, totalOf } from '../../orders/price-items.ts';
import { Refused } from '../../refused.ts';
import type { ClientTurn } from '../dialog.ts';
import { draftOf, type ItemDraft, wishesOf } from './draft.ts';
import { isSellable } from './sellable.ts';

/** Begins an order as an earlier one of the same client was; what is no longer sold or no longer fits is asked again. */
export async function prefill(turn: ClientTurn, orderId: number): Promise<void> {
  const order = await getOrder(turn.tx, orderId);
  if (order.clientId !== turn.client.id) throw new Refused('access.not-yours');
  const draft = draftOf(turn);
  const before = await findItems(turn.tx, orderId);
  await prefillItems(turn, before);
  const news = await priceNews(turn, order.itemsTotal);
  if (news !== undefined) draft.notice = news;
  Object.assign(draft, { repeats: orderId, wishes: order.wishes, photosDone: true, fulfilment: order.fulfilment });
  if (order.contactName) draft.name = order.contactName;
  if (order.contactPhone) draft.phone = order.contactPhone;
  if (order.contactNote) draft.contactNote = order.contactNote;
  if (order.fulfilment === 'delivery' && order.address) {
    const pin = order.latitude === null || order.longitude === null ? {} : { latitude: order.latitude, longitude: order.longitude };
    draft.address = { text: order.address, ...pin };
  }
}

/** What is no longer sold is asked about once for all of it. */
async function prefillItems(turn: ClientTurn, before: OrderItem[]): Promise<void> {
  const items: ItemDraft[] = [];
  const gone: string[] = [];
  for (const item of before) {
    const again = await itemAgain(turn, item);
    if (again) items.push(again);
    else gone.push(turn.f.title(item.title));
  }
  if (gone.length > 0) items.push({ chosen: {}, gone: gone.join(', ') });
  Object.assign(draftOf(turn), { items, at: 0, more: 'no' });
}

/** Said when the same costs another sum today. */
async function priceNews(turn: ClientTurn, itemsTotal: Minor): Promise<string | undefined> {
  const wishes = wishesOf(draftOf(turn));
  const isWhole = wishes.length > 0 && wishes.length === draftOf(turn).items?.length && (await isSellable(turn));
  if (!isWhole) return undefined;
  const total = totalOf(await priceItems(turn.tx, wishes));
  return total === itemsTotal ? undefined : turn.t.customer.order.priceSince(turn.f.money(itemsTotal), turn.f.money(total));
}

async function itemAgain({ tx }: ClientTurn, item: OrderItem): Promise<ItemDraft | undefined> {
  const product = await findOnSale(tx, item.productId);
  if (!product) return undefined;
  const chosen = Object.fromEntries(item.options.map(({ key, choice }) => [key, choice]));
  const fits = !openOption(product, chosen) && !badAmount(product, item.amount);
  return { section: product.sectionId, product: product.id, chosen, ...(fits && { amount: item.amount }), inscription: item.inscription };
}
