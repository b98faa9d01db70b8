import { and, eq, gte, isNotNull, sql } from 'drizzle-orm';
import { messages } from '../../db/schema/talk.ts';
import type { Instant } from '../../db/schema/words.ts';
import { settings } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import { dayOf, instantOf } from '../../notifications/time.ts';
import { record } from '../events.ts';
import { getShop, type Shop } from '../shop.ts';
import { tellOwners } from './tell-owners.ts';

interface Spend {
  messageId: number;
  identityId: number;
  channel: string;
  /** What the message is billed as. */
  parts: number;
  now: Instant;
}

type Limit = 'number' | 'day' | 'month';

/**
 * Counts a message that costs money, unless it would go over one of the owner's limits: to one number a day, for all a day, for all a month.
 * Then it answers which, and the owners hear of it once a day. Two at a time never go over together.
 */
export async function spend(tx: Tx, { messageId, identityId, channel, parts, now }: Spend): Promise<Limit | undefined> {
  await oneAtATime(tx, channel, now);
  const [line] = await tx.select({ parts: messages.parts }).from(messages).where(eq(messages.id, messageId));
  // An earlier try has counted it.
  if (line?.parts != null) return undefined;
  const shop = await getShop(tx);
  const limit = await limitReached(tx, { identityId, channel, parts, shop, now });
  if (limit) await tellOnce(tx, { channel, limit, shop, now });
  else await tx.update(messages).set({ parts }).where(eq(messages.id, messageId));
  return limit;
}

/** What was counted has not left after all. */
export const unspend = async (tx: Tx, messageId: number): Promise<void> =>
  void (await tx.update(messages).set({ parts: null }).where(eq(messages.id, messageId)));

/** Writing the same row makes the others wait. */
async function oneAtATime(tx: Tx, channel: string, now: Instant): Promise<void> {
  const row = { key: `spending:${channel}`, value: now };
  await tx
    .insert(settings)
    .values(row)
    .onConflictDoUpdate({ target: settings.key, set: { value: now } });
}

async function limitReached(
  tx: Tx,
  { identityId, channel, parts, shop, now }: Omit<Spend, 'messageId'> & { shop: Shop },
): Promise<Limit | undefined> {
  const day = dayOf(now, shop.timezone);
  const since = (first: string) => instantOf(first, '00:00', shop.timezone);
  const spent = async (from: Instant, toNumber?: number) => {
    const [row] = await tx
      .select({ sum: sql<number>`coalesce(sum(${messages.parts}), 0)` })
      .from(messages)
      .where(
        and(
          eq(messages.channel, channel),
          isNotNull(messages.parts),
          gte(messages.at, from),
          toNumber === undefined ? undefined : eq(messages.identityId, toNumber),
        ),
      );
    // PostgreSQL sums to a text, for it may be huge.
    return Number(row?.sum ?? 0) + parts;
  };
  if ((await spent(since(`${day.slice(0, 7)}-01`))) > shop.smsPartsPerMonth) return 'month';
  if ((await spent(since(day))) > shop.smsPartsPerDay) return 'day';
  return (await spent(since(day), identityId)) > shop.smsPartsPerNumber ? 'number' : undefined;
}

async function tellOnce(tx: Tx, { channel, limit, shop, now }: { channel: string; limit: Limit; shop: Shop; now: Instant }): Promise<void> {
  const day = dayOf(now, shop.timezone);
  const period = limit === 'month' ? day.slice(0, 7) : day;
  const told = await tx
    .insert(settings)
    .values({ key: `limit-told:${channel}:${limit}:${period}`, value: now })
    .onConflictDoNothing()
    .returning({ key: settings.key });
  if (told.length === 0) return;
  const parts = { number: shop.smsPartsPerNumber, day: shop.smsPartsPerDay, month: shop.smsPartsPerMonth }[limit];
  await tellOwners(tx, { write: (t) => t.limitReached[limit](parts), notBy: channel, now });
  await record(tx, { type: 'spending.limit-reached', channel, limit, parts }, { kind: 'system' }, now);
}
