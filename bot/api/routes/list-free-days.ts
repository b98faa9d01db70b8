import { z } from 'zod';
import { findFreeDays } from '../../../flows/catalog/free-days.ts';
import { findOnSale } from '../../../flows/catalog/products.ts';
import { Refused } from '../../../flows/refused.ts';
import { route } from '../route.ts';
import { showTime, timeText } from '../shapes/common.ts';

export default route({
  name: 'list-free-days',
  ...{ method: 'get', at: '/free-days', noun: 'Catalogue', scope: 'catalog.read', may: 'catalog.see' },
  summary: { ru: 'Свободные дни и часы выдачи', en: 'Free days and hand-over times' },
  about: 'With `productIds` only what leaves enough time to make all of them.',
  query: z.strictObject({
    productIds: z
      .string()
      .regex(/^\d{1,15}(,\d{1,15}){0,49}$/, 'numbers')
      .optional()
      .meta({ description: 'Numbers of products, with commas between.', examples: ['1,7'] }),
  }),
  answer: z.strictObject({
    timezone: z.string(),
    days: z.array(z.strictObject({ day: z.iso.date(), slots: z.array(z.strictObject({ from: timeText, until: timeText })) })),
  }),
  async read({ db, shop, now }, { query }) {
    let noticeHours = 0;
    for (const id of query.productIds?.split(',') ?? []) {
      const product = await findOnSale(db, Number(id));
      if (!product) throw new Refused('order.product-gone');
      noticeHours = Math.max(noticeHours, product.noticeHours);
    }
    const days = await findFreeDays(db, shop, { now, noticeHours });
    return {
      timezone: shop.timezone,
      days: days.map(({ day, slots }) => ({
        day,
        slots: slots.map(({ from, until }) => ({ from: showTime(from), until: showTime(until) })),
      })),
    };
  },
});
