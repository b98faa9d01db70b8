import type { Instant, Language } from '../../../db/schema/words.ts';
import type { Reader } from '../../../db/store.ts';
import { findFreeDays, type Wanted } from '../../../flows/catalog/free-days.ts';
import { findOnSale } from '../../../flows/catalog/products.ts';
import type { Slot } from '../../../flows/catalog/slots.ts';
import { type Formats, formatsFor } from '../../../flows/format.ts';
import type { Shop } from '../../../flows/shop.ts';
import { addDays, dayOf } from '../../../notifications/time.ts';

interface Reading {
  shop: Shop;
  language: Language;
  wanted: Wanted;
}

/** The days that are really free with their windows, and the span of the calendar to draw. */
export async function readDays(db: Reader, { shop, language, wanted }: Reading) {
  const f = formatsFor(language, shop);
  const free = await findFreeDays(db, shop, wanted);
  const first = dayOf(wanted.now, shop.timezone);
  return {
    first,
    last: addDays(first, shop.horizonDays),
    days: free.map(({ day, slots }) => ({
      day,
      label: f.day(slots[0]?.from ?? wanted.now),
      slots: slots.map((slot) => ({ from: slot.from, label: hoursOf(slot, f) })),
    })),
  };
}

/** The free window nearest to one that was taken meanwhile. */
export async function findNearest(db: Reader, { shop, language, wanted }: Reading, dueAt: Instant) {
  const f = formatsFor(language, shop);
  const slots = (await findFreeDays(db, shop, wanted)).flatMap((day) => day.slots);
  const [nearest] = slots.toSorted((a, b) => Math.abs(a.from - dueAt) - Math.abs(b.from - dueAt));
  return nearest && { day: dayOf(nearest.from, shop.timezone), from: nearest.from, label: f.window(nearest.from, nearest.until) };
}

/** The longest notice that any of these products needs, in hours. */
export async function noticeFor(db: Reader, products: readonly number[]): Promise<number> {
  const found = await Promise.all(products.map((id) => findOnSale(db, id)));
  return Math.max(0, ...found.map((product) => product?.noticeHours ?? 0));
}

const hoursOf = ({ from, until }: Slot, f: Formats): string => `${f.time(from)}–${f.time(until)}`;
