import { z } from 'zod';
import { units } from '../../../db/schema/catalog.ts';
import { type Product, productsOnSale, sectionsOnSale } from '../../../flows/catalog/products.ts';
import { route } from '../route.ts';
import { id, localized } from '../shapes/common.ts';

const money = z.int().meta({ description: 'Minor units.' });
const choice = z.strictObject({
  key: z.string(),
  title: localized,
  surcharge: money,
  per: z.enum(['item', 'unit']).meta({ description: 'Once per line, or per kg, piece or tier.' }),
});

const product = z
  .strictObject({
    id,
    title: localized,
    description: localized,
    unit: z.enum(units),
    price: money.meta({ description: 'Minor units for one unit.' }),
    minAmount: z.number(),
    maxAmount: z.number(),
    stepAmount: z.number(),
    options: z.array(z.strictObject({ key: z.string(), title: localized, choices: z.array(choice) })),
    inscribable: z.boolean(),
    noticeHours: z.int(),
  })
  .meta({ id: 'Product' });

export default route({
  name: 'get-catalog',
  ...{ method: 'get', at: '/catalog', noun: 'Catalogue', scope: 'catalog.read', may: 'catalog.see' },
  summary: { ru: 'Каталог: что продаётся, с вариантами и ценами', en: 'The catalogue: what is on sale, with options and prices' },
  answer: z.strictObject({
    currency: z.string(),
    deliveryFee: money,
    sections: z.array(z.strictObject({ id, title: localized, products: z.array(product) })),
  }),
  async read({ db, shop }) {
    const sections = [];
    for (const { id, title } of await sectionsOnSale(db)) {
      sections.push({ id, title, products: (await productsOnSale(db, id)).map(showProduct) });
    }
    return { currency: shop.currency, deliveryFee: shop.deliveryFee, sections };
  },
});

function showProduct(product: Product) {
  const { id, title, description, unit, price, options, inscribable, noticeHours } = product;
  const amounts = {
    minAmount: product.minAmount / 1000,
    maxAmount: product.maxAmount / 1000,
    stepAmount: product.stepAmount / 1000,
  };
  return { id, title, description, unit, price, ...amounts, options, inscribable, noticeHours };
}
