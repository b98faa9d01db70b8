import { badAmount } from '../../catalog/amount.ts';
import { openOption } from '../../catalog/price.ts';
import { findOnSale } from '../../catalog/products.ts';
import { findItems, getOrder, type OrderItem } from '../../orders/load-order.ts';
import { Refused } from '../../refused.ts';
import type { ClientTurn } from '../dialog.ts';
import { draftOf, type ItemDraft } from './draft.ts';

/** Begins an order as an earlier one of the same client was; what is no longer sold or no longer fits is asked again. */
export async function prefill(turn: ClientTurn, orderId: number): Promise<void> {
  const order = await getOrder(turn.tx, orderId);
  if (order.clientId !== turn.client.id) throw new Refused('access.not-yours');
  const found: ItemDraft[] = [];
  for (const item of await findItems(turn.tx, orderId)) found.push(...(await itemAgain(turn, item)));
  const draft = draftOf(turn);
  if (found.length > 0) Object.assign(draft, { items: found, at: 0, more: 'no' });
  Object.assign(draft, { wishes: order.wishes, photosDone: true, fulfilment: order.fulfilment });
  if (order.contactName) draft.name = order.contactName;
  if (order.contactPhone) draft.phone = order.contactPhone;
  if (order.fulfilment === 'delivery' && order.address) {
    const pin = order.latitude === null || order.longitude === null ? {} : { latitude: order.latitude, longitude: order.longitude };
    draft.address = { text: order.address, ...pin };
  }
}

async function itemAgain({ tx }: ClientTurn, item: OrderItem): Promise<ItemDraft[]> {
  const product = await findOnSale(tx, item.productId);
  if (!product) return [];
  const chosen = Object.fromEntries(item.options.map(({ key, choice }) => [key, choice]));
  const fits = !openOption(product, chosen) && !badAmount(product, item.amount);
  return [{ section: product.sectionId, product: product.id, chosen, ...(fits && { amount: item.amount }), inscription: item.inscription }];
}
