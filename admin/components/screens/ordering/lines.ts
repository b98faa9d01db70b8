import type { ProductOption } from '../../../../db/schema/catalog.ts';
import { badAmount, readAmount } from '../../../../flows/catalog/amount.ts';
import { openOption, priceOf } from '../../../../flows/catalog/price.ts';
import type { ItemWish } from '../../../../flows/orders/price-items.ts';
import { number } from '../../anna.ts';

export interface Product {
  id: number;
  title: string;
  unit: 'kg' | 'piece' | 'tier';
  price: number;
  minAmount: number;
  maxAmount: number;
  stepAmount: number;
  options: ProductOption[];
  inscribable: boolean;
}

export interface Catalogue {
  deliveryFee: number;
  pickupAddress: string;
  sections: { title: string; products: Product[] }[];
}

/** A line that stays as it was agreed. */
export interface Kept {
  id: number;
  title: string;
  details: string;
  total: number;
  wish: ItemWish;
}

/** A line of the form: one that is kept, or one that is being written. */
export interface Line {
  key: string;
  kept?: Kept;
  productId?: number;
  /** As typed: "2,5". */
  amount: string;
  chosen: Record<string, string>;
  inscription: string;
}

export const emptyLine = (): Line => ({ key: crypto.randomUUID(), amount: '', chosen: {}, inscription: '' });

/** The line with another product, set to what is usual. */
export const withProduct = (line: Line, { id, minAmount, options }: Product): Line => ({
  ...{ key: line.key, productId: id, amount: number(minAmount / 1000), inscription: line.inscription },
  chosen: Object.fromEntries(options.flatMap(({ key, choices }) => (choices[0] ? [[key, choices[0].key]] : []))),
});

/** What was agreed, to be written anew. */
export const rewritten = ({ key }: Line, { wish }: Kept): Line => ({
  ...{ key, productId: wish.productId, amount: number(wish.amount / 1000) },
  ...{ chosen: wish.chosen, inscription: wish.inscription ?? '' },
});

export const productsOf = ({ sections }: Catalogue): Product[] => sections.flatMap(({ products }) => products);

/** What is wanted, and for how much today; undefined while something is missing. */
export function wishOf(line: Line, catalogue: Catalogue): { wish: ItemWish; total: number } | undefined {
  const product = productsOf(catalogue).find(({ id }) => id === line.productId);
  const amount = product && readAmount(line.amount, product);
  if (!product || amount === undefined || badAmount(product, amount) || openOption(product, line.chosen)) return undefined;
  const { chosen } = line;
  const inscription = (product.inscribable && line.inscription.trim()) || null;
  return { wish: { productId: product.id, amount, chosen, inscription }, total: priceOf(product, chosen, amount) };
}

/** All lines as the command wants them, with their sum; undefined while one is not whole. */
export function orderedIn(
  lines: readonly Line[],
  catalogue: Catalogue,
): { items: ({ keep: number } | ItemWish)[]; total: number } | undefined {
  const all = lines.map((line) => {
    if (line.kept) return { item: { keep: line.kept.id }, total: line.kept.total };
    const wanted = wishOf(line, catalogue);
    return wanted && { item: wanted.wish, total: wanted.total };
  });
  const whole = all.flatMap((each) => each ?? []);
  if (whole.length < all.length || whole.length === 0) return undefined;
  return { items: whole.map(({ item }) => item), total: whole.reduce((sum, { total }) => sum + total, 0) };
}
