import { and, desc, gt, lte, sql } from 'drizzle-orm';
import { inbox } from '../../db/schema/talk.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Reader } from '../../db/store.ts';
import { findShop } from '../../flows/shop.ts';
import { days, hours, isOpen } from '../../notifications/time.ts';
import { check } from '../check.ts';

const learnedFromDays = 28;
const leastDays = 7;
const least = hours(4);
const timesLonger = 5;
const longest = days(3);

/**
 * Nobody writes, though at this hour somebody always does: something between the people and us may be broken. What is usual is learned from
 * the last four weeks, so nights and days off are silent as ever; and nobody is woken while the shop is closed.
 */
export default check({
  name: 'silence',
  finds: ['quiet'],
  everyMinutes: 10,
  async examine({ store, now, channels }) {
    const shop = store && (await findShop(store.read));
    if (!store || !shop || !isOpen(now(), shop)) return [];
    const heard = channels ?? (await knownChannels(store.read));
    return Promise.all([...heard].map(async (about) => ({ about, ...(await judge(store.read, about, now())) })));
  },
});

async function judge(db: Reader, channel: string, now: Instant): Promise<{ detail?: string; trouble?: 'quiet' }> {
  const silence = await silenceAt(db, channel, now);
  if (silence < least) return {};
  const usual = await usualSilences(db, channel, now, silence);
  const isUnusual = usual.length >= leastDays && silence > timesLonger * Math.max(...usual);
  return { detail: `${Math.round(silence / hours(1))} h`, ...(isUnusual && { trouble: 'quiet' as const }) };
}

/** For how long nothing had been heard at this hour of each day since the channel came into use. A day within the present silence teaches nothing. */
async function usualSilences(db: Reader, channel: string, now: Instant, silence: number): Promise<number[]> {
  const found: number[] = [];
  for (let day = learnedFromDays; day >= 1; day--) {
    if (days(day) <= silence) break;
    const then = await silenceAt(db, channel, now - days(day));
    if (found.length > 0 || then < longest) found.push(then);
  }
  return found;
}

/** For how long nothing had been heard at an instant; beyond three days nobody counts. */
async function silenceAt(db: Reader, channel: string, at: Instant): Promise<number> {
  const [last] = await db
    .select({ at: inbox.receivedAt })
    .from(inbox)
    // By time, and not by channel: there the index ends in the number of the update.
    .where(and(lte(inbox.receivedAt, at), gt(inbox.receivedAt, at - longest), sql`${inbox.channel} || '' = ${channel}`))
    .orderBy(desc(inbox.receivedAt))
    .limit(1);
  return last ? at - last.at : longest;
}

async function knownChannels(db: Reader): Promise<Set<string>> {
  const rows = await db.selectDistinct({ channel: inbox.channel }).from(inbox);
  return new Set(rows.map(({ channel }) => channel));
}
