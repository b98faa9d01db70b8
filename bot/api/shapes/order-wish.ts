import { z } from 'zod';
import { fulfilments } from '../../../db/schema/words.ts';
import type { Reader } from '../../../db/store.ts';
import { findOnSale } from '../../../flows/catalog/products.ts';
import type { ItemWish } from '../../../flows/orders/price-items.ts';
import type { Flaw } from '../flaws.ts';
import { Problem } from '../problem.ts';
import { id, language, time, words } from './common.ts';

/** One line of an order as it is asked for. */
export const itemWish = z.strictObject({
  productId: id,
  amount: z.number().positive().max(100_000).meta({ description: 'In units of the product: 1.5 is one and a half kg.' }),
  options: z
    .record(z.string().max(100), z.string().max(100))
    .default({})
    .meta({ description: 'The key of each option of the product and the key of the choice; every option wants one.' }),
  inscription: words(200).optional(),
});

const client = z
  .union([z.strictObject({ id }), z.strictObject({ phone: words(200), name: words(80).optional(), language: language.optional() })])
  .meta({ description: 'A client we know by number, or by phone: the one with this number, else a new one.' });

/** What it takes to place an order in one request. */
export const orderWish = z
  .strictObject({
    client,
    items: z.array(itemWish).min(1).max(50),
    fulfilment: z.enum(fulfilments),
    address: words(500).optional().meta({ description: 'Needed for a delivery.' }),
    latitude: z.number().min(-90).max(90).optional(),
    longitude: z.number().min(-180).max(180).optional(),
    dueAt: time
      .optional()
      .meta({ description: 'The beginning of a free window, as `GET /free-days` lists them. Absent: a manager will agree on it.' }),
    contactName: words(80).optional().meta({ description: 'Who receives it, when it is not the client.' }),
    contactPhone: words(200).optional(),
    wishes: words(2000).optional(),
    allergies: z
      .union([z.literal('none'), z.strictObject({ text: words(500) })])
      .optional()
      .meta({
        description: 'The client was asked: has none, or named some and agreed that they are kept, sealed. Absent, a manager will ask.',
      }),
    source: words(100).optional().meta({ description: 'Where the client came from; the first answer stays.' }),
    agreedToData: z.boolean().default(false).meta({ description: 'The client agreed to the keeping of personal data.' }),
  })
  .refine(({ fulfilment, address }) => fulfilment === 'pickup' || address !== undefined, {
    path: ['address'],
    message: 'address-missing',
  })
  .refine(({ latitude, longitude }) => (latitude === undefined) === (longitude === undefined), {
    path: ['latitude'],
    message: 'half-a-place',
  })
  .meta({
    id: 'OrderWish',
    examples: [
      {
        client: { phone: '+79123456789', name: 'Ольга' },
        items: [{ productId: 1, amount: 2, options: { filling: 'honey' }, inscription: 'С днём рождения!' }],
        fulfilment: 'delivery',
        address: 'ул. Ленина, 5, кв. 12',
        dueAt: '2027-03-06T12:00:00+03:00',
        wishes: 'Без орехов',
      },
    ],
  });

export type OrderWish = z.infer<typeof orderWish>;
type Item = z.infer<typeof itemWish>;

export const wishOf = ({ productId, amount, options, inscription }: Item): ItemWish => ({
  ...{ productId, amount: Math.round(amount * 1000), chosen: options },
  inscription: inscription ?? null,
});

/** What would be left out without a word is refused: options that a product has not, words on what nothing is written on. */
export async function refuseUnknown(db: Reader, items: readonly (Item | { keep: number })[]): Promise<void> {
  const errors: Flaw[] = [];
  for (const [index, item] of items.entries()) {
    const product = 'keep' in item ? undefined : await findOnSale(db, item.productId);
    if ('keep' in item || !product) continue;
    const unknown = Object.keys(item.options).filter((key) => !product.options.some((option) => option.key === key));
    errors.push(...unknown.map((key) => ({ path: `/items/${index}/options/${key}`, code: 'unknown-field' as const })));
    if (item.inscription !== undefined && !product.inscribable)
      errors.push({ path: `/items/${index}/inscription`, code: 'no-inscription' });
  }
  if (errors.length > 0) throw new Problem('invalid', { errors });
}
