import { type BadAmount, badAmount, nearestAmounts, readOtherUnit, usualAmounts } from '../../catalog/amount.ts';
import type { Product } from '../../catalog/products.ts';
import type { Turn } from '../dialog.ts';

/** Why this much cannot be ordered, as a sentence that says what can; undefined when it can. */
export function refuseAmount({ t, f }: Pick<Turn, 't' | 'f'>, product: Product, amount: number): string | undefined {
  const { order } = t.customer;
  const show = (each: number) => f.amount(each, product.unit);
  const [below, above] = nearestAmounts(product, amount);
  const sentences: Record<BadAmount, () => string> = {
    less: () => order.tooLittle(show(product.minAmount)),
    more: () => order.tooMuch(show(product.maxAmount)),
    step: () => order.betweenSteps(show(below), show(above)),
  };
  const bad = badAmount(product, amount);
  return bad && sentences[bad]();
}

/** How much "3 lb" is in our unit; undefined when it is no such thing. */
export function refuseOtherUnit({ t, f }: Pick<Turn, 't' | 'f'>, product: Product, typed: string): string | undefined {
  const about = product.unit === 'kg' ? readOtherUnit(typed) : undefined;
  return about === undefined
    ? undefined
    : t.customer.order.otherUnit(f.amount(Math.round(about / 100) * 100, 'kg'), exampleAmount({ f }, product));
}

/** An amount to show as an example: not the smallest, so that it is seen to be one of many. */
export const exampleAmount = ({ f }: Pick<Turn, 'f'>, product: Product): string =>
  f.amount(usualAmounts(product)[1] ?? product.minAmount, product.unit);
