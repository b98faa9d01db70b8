import type { ChosenOption } from '../../db/schema/orders.ts';
import type { Minor } from '../../db/schema/words.ts';
import type { Reader } from '../../db/store.ts';
import { badAmount } from '../catalog/amount.ts';
import { type Chosen, describeChosen, openOption, priceOf } from '../catalog/price.ts';
import { findOnSale, type Product } from '../catalog/products.ts';
import { Refused } from '../refused.ts';

/** One thing that a client wants. */
export interface ItemWish {
  productId: number;
  /** Thousandths of the unit. */
  amount: number;
  chosen: Chosen;
  inscription?: string | null;
}

export interface PricedItem {
  product: Product;
  amount: number;
  options: ChosenOption[];
  inscription: string | null;
  total: Minor;
}

/** Today's price of everything wanted; refuses what is not on sale, not in this amount or not wholly chosen. */
export async function priceItems(db: Reader, wishes: readonly ItemWish[]): Promise<PricedItem[]> {
  if (wishes.length === 0) throw new Refused('order.empty');
  const priced: PricedItem[] = [];
  for (const wish of wishes) priced.push(await priceItem(db, wish));
  return priced;
}

async function priceItem(db: Reader, { productId, amount, chosen, inscription = null }: ItemWish): Promise<PricedItem> {
  const product = await findOnSale(db, productId);
  if (!product) throw new Refused('order.product-gone');
  if (openOption(product, chosen)) throw new Refused('order.option-missing');
  if (badAmount(product, amount)) throw new Refused('order.bad-amount');
  const total = priceOf(product, chosen, amount);
  return {
    product,
    amount,
    options: describeChosen(product, chosen, amount),
    inscription: product.inscribable ? inscription : null,
    total,
  };
}

export const totalOf = (items: readonly Pick<PricedItem, 'total'>[]): Minor => items.reduce((sum, { total }) => sum + total, 0);

/** The longest notice that any of the items needs, in hours. */
export const noticeOf = (items: readonly Pick<PricedItem, 'product'>[]): number =>
  Math.max(0, ...items.map(({ product }) => product.noticeHours));
