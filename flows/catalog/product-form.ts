import { z } from 'zod';
import { units } from '../../db/schema/catalog.ts';
import { localizedOfAtMost } from '../localized.ts';

const money = z.number().int().min(0).max(1_000_000_000);
/** Thousandths of the unit. */
const amount = z.number().int().positive().max(10_000_000);
/** Travels in buttons: short and plain. A new one has none yet. */
const key = z
  .string()
  .regex(/^[a-z][a-z0-9]{0,11}$/)
  .optional();

const choice = z.object({ key, title: localizedOfAtMost(60), surcharge: money, per: z.enum(['item', 'unit']) });
const option = z.object({ key, title: localizedOfAtMost(60), choices: z.array(choice).min(1).max(30) });

/** What the owner says of a product. Money in minor units, amounts in thousandths. */
export const productForm = z.object({
  sectionId: z.number(),
  title: localizedOfAtMost(80),
  description: localizedOfAtMost(600),
  photo: z
    .string()
    .regex(/^[0-9a-f]{64}\.(jpg|png|webp)$/)
    .nullable(),
  unit: z.enum(units),
  price: money,
  minAmount: amount,
  maxAmount: amount,
  stepAmount: amount,
  options: z.array(option).max(10),
  inscribable: z.boolean(),
  noticeHours: z.number().int().min(0).max(8760),
  active: z.boolean(),
});
export type ProductForm = z.infer<typeof productForm>;
