import { dialect } from '../../db/kit.ts';
import type { Instant } from '../../db/schema/words.ts';
import { settings } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import { dayOf } from '../../notifications/time.ts';
import { type RefusalCode, Refused } from '../refused.ts';
import type { Shop } from '../shop.ts';
import { placesOn, type Wanted, type WhyNot, whyNotFree } from './free-days.ts';

export const dayRefusals: Record<WhyNot, RefusalCode> = {
  closed: 'day.closed',
  past: 'day.past',
  'too-soon': 'day.too-soon',
  'too-far': 'day.too-far',
  full: 'day.full',
};

/** Makes sure that a hand-over time can be had; refuses with the reason. Two who want the last place of a day at once: one gets it. */
export async function takeDay(tx: Tx, shop: Shop, dueAt: Instant, wanted: Wanted): Promise<void> {
  const day = dayOf(dueAt, shop.timezone);
  if (dialect === 'postgres' && placesOn(shop, day) < practicallyEndless) await touchDay(tx, day, wanted.now);
  const why = await whyNotFree(tx, shop, dueAt, wanted);
  if (why) throw new Refused(dayRefusals[why]);
}

const practicallyEndless = 1000;

/** PostgreSQL shows each transaction its own past, so both would count a free place: writing one row makes the later one run again. */
async function touchDay(tx: Tx, day: string, now: Instant): Promise<void> {
  await tx
    .insert(settings)
    .values({ key: `day:${day}`, value: now })
    .onConflictDoUpdate({ target: settings.key, set: { value: now } });
}
