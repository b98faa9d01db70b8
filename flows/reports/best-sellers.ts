import { and, count, desc, eq, inArray } from 'drizzle-orm';
import { products } from '../../db/schema/catalog.ts';
import { orderItems, orders } from '../../db/schema/orders.ts';
import { formatsFor } from '../format.ts';
import { sumOf } from '../reporting/aggregates.ts';
import { opensOrders } from '../reporting/opens.ts';
import { isKept, within } from '../reporting/which-orders.ts';
import { type Answer, report } from '../reports.ts';

const columns = {
  product: { title: { ru: 'Товар', en: 'Product' }, kind: 'text' },
  lines: { title: { ru: 'Раз в заказах', en: 'Times ordered' }, kind: 'count' },
  amount: { title: { ru: 'Продано', en: 'Sold' }, kind: 'text' },
  sum: { title: { ru: 'На сумму', en: 'Worth' }, kind: 'money' },
} as const;

/** What sells best, by money. */
export default report({
  name: 'best-sellers',
  title: { ru: 'Хиты продаж', en: 'Best sellers' },
  about: {
    ru: 'Какие товары приносят больше всего (без отменённых заказов).',
    en: 'Which products bring most (without cancelled orders).',
  },
  time: 'period',
  columns,
  chart: { kind: 'bars', along: 'product', values: ['sum'] },
  async read({ db, shop, language, period, limit }): Promise<Answer<keyof typeof columns>> {
    const f = formatsFor(language, shop);
    const span: [number, number] = [period.from, period.until];
    const sum = sumOf(orderItems.total);
    const sold = await db
      .select({ id: orderItems.productId, lines: count(), amount: sumOf(orderItems.amount), sum })
      .from(orders)
      .innerJoin(orderItems, eq(orderItems.orderId, orders.id))
      .where(and(within(orders.createdAt, span), isKept))
      .groupBy(orderItems.productId)
      .orderBy(desc(sum))
      .limit(limit);
    const ids = sold.map(({ id }) => id);
    const known = ids.length === 0 ? [] : await db.select().from(products).where(inArray(products.id, ids));
    const byId = new Map(known.map((product) => [product.id, product]));
    return {
      figures: [],
      rows: sold.map(({ id, lines, amount, sum }) => {
        const product = byId.get(id);
        const theirs = opensOrders({ placed: span, product: id, kept: true });
        return {
          product: { value: product ? f.title(product.title) : String(id), opens: { record: 'product', id } },
          lines: { value: lines, opens: theirs },
          amount: { value: product ? f.amount(amount, product.unit) : null },
          sum: { value: sum, opens: theirs },
        };
      }),
    };
  },
});
