import type { Fulfilment, Language } from '../../../db/schema/words.ts';
import type { Reader } from '../../../db/store.ts';
import { deliveryFeeOf } from '../../../flows/catalog/price.ts';
import { formatsFor } from '../../../flows/format.ts';
import { type ItemWish, priceItems, totalOf } from '../../../flows/orders/price-items.ts';
import { Refused } from '../../../flows/refused.ts';
import type { Shop } from '../../../flows/shop.ts';
import { textsIn } from '../../../flows/texts/texts.ts';

interface Asked {
  items: readonly ItemWish[];
  fulfilment: Fulfilment;
  language: Language;
}

/** What the order would cost now, by the same rules as in chat; a line that cannot be had says why in place of its price. */
export async function readPrice(db: Reader, shop: Shop, { items, fulfilment, language }: Asked) {
  const f = formatsFor(language, shop);
  const lines = [];
  let sum = 0;
  for (const item of items) {
    try {
      const total = totalOf(await priceItems(db, [item]));
      sum += total;
      lines.push({ total: f.money(total) });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      lines.push({ problem: textsIn(language).refused[error.code](error.details, f) });
    }
  }
  const fee = items.length === 0 ? 0 : deliveryFeeOf(shop, fulfilment);
  return { lines, delivery: fee > 0 ? f.money(fee) : '', total: f.money(sum + fee) };
}
