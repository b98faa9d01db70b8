import { inArray, lt, sql } from 'drizzle-orm';
import { inbox, webMessages } from '../db/schema/talk.ts';
import type { Instant } from '../db/schema/words.ts';
import { apiAnswers, outbox, webhookDeliveries } from '../db/schema/work.ts';
import type { Store, Tx } from '../db/store.ts';
import { days } from '../notifications/time.ts';

/** How long the traces of the machinery are kept; orders, messages and events stay. Telegram repeats an update for a day at most. */
const keptFor = { updates: days(30), errands: days(30), webMessages: days(365), apiAnswers: days(3), deliveries: days(30) };
const piece = 500;

/** Keeps the data file bounded: removes old traces in small pieces, so that nobody waits, and gives their space back to the disk. */
export async function clearOldTraces(store: Store, now: Instant, enough: () => boolean = () => false): Promise<void> {
  for (const remove of [oldUpdates, oldErrands, oldWebMessages, oldApiAnswers, oldDeliveries]) {
    while (!enough() && (await store.tx((tx) => remove(tx, now))) === piece);
  }
  if (!enough()) await store.compact();
}

async function oldUpdates(tx: Tx, now: Instant): Promise<number> {
  const old = tx
    .select({ id: inbox.id })
    .from(inbox)
    .where(sql`${inbox.receivedAt} < ${now - keptFor.updates} and ${inbox.failure} is null`)
    .limit(piece);
  return (await tx.delete(inbox).where(inArray(inbox.id, old)).returning({ id: inbox.id })).length;
}

async function oldErrands(tx: Tx, now: Instant): Promise<number> {
  const old = tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(sql`${outbox.doneAt} is not null and ${outbox.doneAt} < ${now - keptFor.errands}`)
    .limit(piece);
  return (await tx.delete(outbox).where(inArray(outbox.id, old)).returning({ id: outbox.id })).length;
}

async function oldWebMessages(tx: Tx, now: Instant): Promise<number> {
  const old = tx
    .select({ id: webMessages.id })
    .from(webMessages)
    .where(lt(webMessages.at, now - keptFor.webMessages))
    .limit(piece);
  return (await tx.delete(webMessages).where(inArray(webMessages.id, old)).returning({ id: webMessages.id })).length;
}

async function oldApiAnswers(tx: Tx, now: Instant): Promise<number> {
  const old = tx
    .select({ id: apiAnswers.id })
    .from(apiAnswers)
    .where(lt(apiAnswers.at, now - keptFor.apiAnswers))
    .limit(piece);
  return (await tx.delete(apiAnswers).where(inArray(apiAnswers.id, old)).returning({ id: apiAnswers.id })).length;
}

async function oldDeliveries(tx: Tx, now: Instant): Promise<number> {
  const old = tx
    .select({ id: webhookDeliveries.id })
    .from(webhookDeliveries)
    .where(lt(webhookDeliveries.createdAt, now - keptFor.deliveries))
    .limit(piece);
  return (await tx.delete(webhookDeliveries).where(inArray(webhookDeliveries.id, old)).returning({ id: webhookDeliveries.id })).length;
}
