import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Language, type Localized, languages } from '../db/schema/words.ts';
import { settings } from '../db/schema/work.ts';
import { type Reader, statement, type Tx } from '../db/store.ts';
import { localizedOfAtMost } from './localized.ts';

const time = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/);
const span = z.tuple([time, time]).nullable();

export const sharings = ['pool', 'turn', 'least-load'] as const;

/** Everything the owner sets for the whole shop. Money in minor units. */
export const shopSchema = z.object({
  name: localizedOfAtMost(100),
  preset: z.string(),
  language: z.enum(languages),
  timezone: z.string(),
  currency: z.string().length(3),
  /** ISO country, for phone numbers typed without one. */
  country: z.string().length(2),
  phone: z.string().optional(),
  hours: z.object({ 1: span, 2: span, 3: span, 4: span, 5: span, 6: span, 7: span }),
  closedDays: z.array(z.string()),
  pickupAddress: localizedOfAtMost(300),
  deliveryFee: z.number().int().nonnegative(),
  /** Length of a hand-over window. */
  slotMinutes: z.number().int().positive(),
  /** Orders that the workshop can make for one day. */
  ordersPerDay: z.number().int().positive(),
  /** Days for which the owner opened more (or fewer) places. */
  placesOn: z.record(z.string(), z.number().int().nonnegative()).default({}),
  /** How far ahead one can order. */
  horizonDays: z.number().int().positive(),
  /** Share of the total that must be paid before production. */
  depositPercent: z.number().int().min(0).max(100),
  /** How long a move can be undone; only then the client is told. */
  undoSeconds: z.number().int().nonnegative(),
  /** Who gets a new order that nobody took on the phone: the first who takes it, or one after another, or who has the fewest. */
  sharing: z.enum(sharings).default('pool'),
  /** New orders are given only to those on shift. */
  sharingOnShift: z.boolean().default(true),
  /** Sites that may show our chat and order form, as `https://shop.example`; none named: any. */
  embedOrigins: z.array(z.string().regex(/^https?:\/\/[^/\s'";,]+$/)).default([]),
  /** Talks on the phone are recorded, which both sides are told; off unless the owner wants it. */
  recordCalls: z.boolean().default(false),
  /** A caller whom nobody answers may leave a message. */
  voicemail: z.boolean().default(true),
  /** A message that must arrive and has not after so many minutes goes on by another way. */
  reachMinutes: z
    .number()
    .int()
    .min(1)
    .max(24 * 60)
    .default(30),
  /** WhatsApp: delivered is not enough, it has to be read. */
  reachUntilRead: z.boolean().default(false),
  /** Such a message may go on by SMS, and become a task to call. */
  reachBySms: z.boolean().default(true),
  reachByCall: z.boolean().default(true),
  /** How many SMS may be paid for, in the parts they are billed as: to one number a day (a whole order by SMS takes about 60), in all a day and a month. */
  smsPartsPerNumber: z.number().int().nonnegative().default(100),
  smsPartsPerDay: z.number().int().nonnegative().default(500),
  smsPartsPerMonth: z.number().int().nonnegative().default(5000),
});
export type Shop = z.infer<typeof shopSchema>;

const shopRow = statement('shop', (db: Reader) =>
  db
    .select({ value: settings.value })
    .from(settings)
    .where(eq(settings.key, sql.placeholder('key'))),
);

/** The shop's settings; throws when the shop was never opened. */
export async function getShop(db: Reader): Promise<Shop> {
  const shop = await findShop(db);
  if (!shop) throw new Error('The shop has no settings yet');
  return shop;
}

/** The shop's settings, or undefined before the first start. Checked when written, so believed when read. */
export async function findShop(db: Reader): Promise<Shop | undefined> {
  const [row] = await shopRow(db, { key: 'shop' });
  const shop = row?.value as Shop | undefined;
  return (
    shop && {
      ...addedLater,
      ...shop,
      name: localizedOf(shop.name, shop.language),
      pickupAddress: localizedOf(shop.pickupAddress, shop.language),
    }
  );
}

const reachDefaults = {
  ...{ reachMinutes: 30, reachUntilRead: false, reachBySms: true, reachByCall: true },
  ...{ smsPartsPerNumber: 100, smsPartsPerDay: 500, smsPartsPerMonth: 5000 },
} as const;

/** What a shop opened before these could be set does not have. */
export const addedLater = {
  sharing: 'pool',
  sharingOnShift: true,
  embedOrigins: [],
  recordCalls: false,
  voicemail: true,
  ...reachDefaults,
} as const;

/** A shop opened before its name was in two languages has one plain name. */
export const localizedOf = (words: string | Localized, language: Language): Localized =>
  typeof words === 'string' ? { [language]: words } : words;

/** Writes the shop's settings; throws when they are not whole. */
export async function saveShop(tx: Tx, shop: z.input<typeof shopSchema>): Promise<void> {
  const value = shopSchema.parse(shop);
  await tx.insert(settings).values({ key: 'shop', value }).onConflictDoUpdate({ target: settings.key, set: { value } });
}
