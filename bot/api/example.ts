import type { Reader } from '../../db/store.ts';
import { findFreeDays } from '../../flows/catalog/free-days.ts';
import { productsOnSale, sectionsOnSale } from '../../flows/catalog/products.ts';
import type { Shop } from '../../flows/shop.ts';
import { showTime } from './shapes/common.ts';

/** The body of an order that this very shop would take now: the first thing on sale, in its first choices, at the first free time. */
export async function exampleOrder(db: Reader, shop: Shop, now: number): Promise<Record<string, unknown>> {
  const [section] = await sectionsOnSale(db);
  const [product] = section ? await productsOnSale(db, section.id) : [];
  const [day] = await findFreeDays(db, shop, { now, noticeHours: product?.noticeHours ?? 0 });
  return {
    client: { phone: '+79123456789', name: shop.language === 'ru' ? 'Ольга' : 'Olga' },
    items: [
      {
        productId: product?.id ?? 1,
        amount: (product?.minAmount ?? 1000) / 1000,
        options: Object.fromEntries((product?.options ?? []).map(({ key, choices }) => [key, choices[0]?.key ?? ''])),
      },
    ],
    fulfilment: 'pickup',
    ...(day?.slots[0] && { dueAt: showTime(day.slots[0].from) }),
  };
}
