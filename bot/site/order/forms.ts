import { z } from 'zod';
import { languages } from '../../../db/schema/words.ts';
import { cleanText } from '../../../flows/clean-text.ts';

/** What the page of the order form posts. */
const line = (most: number) =>
  z
    .string()
    .max(most)
    .transform((text) => cleanText(text).replace(/\s+/gu, ' ').trim());

const words = (most: number) =>
  z
    .string()
    .max(most)
    .transform((text) => cleanText(text).trim());

const key = z.string().max(40);

const items = z
  .array(
    z.object({
      productId: z.int().positive(),
      amount: z.int().positive().max(10_000_000),
      chosen: z.record(key, key),
      inscription: line(60).nullable().default(null),
    }),
  )
  .max(20);

const fulfilment = z.enum(['pickup', 'delivery']);
const language = z.enum(languages);

export const priceForm = z.object({ items, fulfilment, language });

export const daysQuery = z.object({
  products: z
    .string()
    .regex(/^\d{1,9}(,\d{1,9}){0,19}$/)
    .transform((list) => list.split(',').map(Number)),
  lang: language,
});

const photo = z.string().max(120);

export const orderForm = z.object({
  ticket: z.string().max(100),
  work: z.int().nonnegative(),
  /** No person sees this field. */
  website: z.string().max(200).default(''),
  /** Of a chat in a frame of another site, where no cookie comes along. */
  session: z.string().max(120).optional(),
  language,
  items: items.min(1),
  fulfilment,
  address: line(200).default(''),
  dueAt: z.int().positive(),
  name: line(200),
  /** With what is said beside the number. */
  phone: line(200),
  wishes: words(500).default(''),
  allergies: z.enum(['none', 'some', 'unsaid']),
  allergyText: words(500).default(''),
  allergyConsent: z.boolean().default(false),
  consent: z.boolean(),
  photos: z.array(photo).max(10).default([]),
  source: z
    .string()
    .regex(/^[\w-]{1,60}$/)
    .optional(),
  utm: z
    .partialRecord(z.enum(['utm_source', 'utm_medium', 'utm_campaign', 'utm_content', 'utm_term']), line(100))
    .transform((given): Record<string, string> => Object.fromEntries(Object.entries(given).filter(([, value]) => value)))
    .optional(),
});
export type OrderForm = z.infer<typeof orderForm>;

export const uploadQuery = z.object({ ticket: z.string().max(100) });
export const askForm = z.object({ text: words(1000).pipe(z.string().regex(/\S/)) });
export const cancelForm = z.object({ reason: line(300).pipe(z.string().min(1)) });
export const moveForm = z.object({ dueAt: z.int().positive() });
