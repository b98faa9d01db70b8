import { z } from 'zod';
import { fulfilments } from '../../../db/schema/words.ts';
import { id, language, time, words } from './common.ts';

const item = z.strictObject({
  productId: id,
  amount: z.number().positive().max(100_000).meta({ description: 'In units of the product: 1.5 is one and a half kg.' }),
  options: z
    .record(z.string().max(100), z.string().max(100))
    .default({})
    .meta({ description: 'The key of each option of the product and the key of the choice; every option wants one.' }),
  inscription: words(200).optional(),
});

const client = z
  .union([z.strictObject({ id }), z.strictObject({ phone: words(40), name: words(80).optional(), language: language.optional() })])
  .meta({ description: 'A client we know by number, or by phone: the one with this number, else a new one.' });

/** What it takes to place an order in one request. */
export const orderWish = z
  .strictObject({
    client,
    items: z.array(item).min(1).max(50),
    fulfilment: z.enum(fulfilments),
    address: words(500).optional().meta({ description: 'Needed for a delivery.' }),
    latitude: z.number().min(-90).max(90).optional(),
    longitude: z.number().min(-180).max(180).optional(),
    dueAt: time
      .optional()
      .meta({ description: 'The beginning of a free window, as `GET /free-days` lists them. Absent: a manager will agree on it.' }),
    contactName: words(80).optional().meta({ description: 'Who receives it, when it is not the client.' }),
    contactPhone: words(40).optional(),
    wishes: words(2000).optional(),
    allergies: z.literal('none').optional().meta({ description: 'The client was asked and has none; absent, a manager will ask.' }),
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
