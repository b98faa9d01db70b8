import { and, eq } from 'drizzle-orm';
import { orders } from '../../db/schema/orders.ts';
import { identities, joins } from '../../db/schema/people.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Reader, Tx } from '../../db/store.ts';
import { addWorkingMinutes, hours, minutes } from '../../notifications/time.ts';
import type { Client } from '../dialogs/dialog.ts';
import { findOrder } from '../orders/load-order.ts';
import type { Shop } from '../shop.ts';
import { addTask } from '../tasks/add-task.ts';
import { textsIn } from '../texts/texts.ts';
import { joinClients } from './join-clients.ts';
import { type AskedIn, joinHash, readJoinCode } from './join-code.ts';
import { findClient, getClient } from './load-client.ts';
import { phoneVariants } from './phone-variants.ts';
import { setContact } from './set-contact.ts';

/** Whose link it is, what it was given for, where and when it was asked for. */
export interface Invited {
  client: Client;
  /** The link was of this order: whoever has it need not be its client. */
  orderId: number | undefined;
  asked: AskedIn;
  askedAt: Instant;
}

/** Whose link this is; undefined when it is none of ours, out of date or used. */
export async function findInviter(db: Reader, code: string, now: Instant): Promise<Invited | undefined> {
  const read = readJoinCode(code, now);
  if (!read || (await db.$count(joins, eq(joins.codeHash, joinHash(code)))) > 0) return undefined;
  const order = read.of === 'order' ? await findOrder(db, read.id) : undefined;
  const client = await findClient(db, read.of === 'order' ? (order?.clientId ?? 0) : read.id);
  return client && { client, orderId: order?.id, asked: read.asked, askedAt: read.askedAt };
}

interface SpendJoinCode {
  code: string;
  /** Who has opened it, and said that it is them. */
  clientId: number;
  channel: string;
  shop: Shop;
  now: Instant;
}

/** Somebody has this long to look, in working time. */
const lookWithin = hours(4) / minutes(1);

/**
 * Uses a link up. Its opener becomes the client whose link it was, and the chat of the site moves there: the browser keeps nothing, for it may
 * have been a stranger's. One who cannot show the number of a card that needs it, one with a history of their own, and one who has but the link
 * of an order stay apart, and a colleague is asked whether it is the same person. Undefined when the link is good no more.
 */
export async function spendJoinCode(
  tx: Tx,
  { code, clientId, channel, shop, now }: SpendJoinCode,
): Promise<'joined' | 'asked' | undefined> {
  const invited = await findInviter(tx, code, now);
  if (!invited) return undefined;
  const { client, orderId } = invited;
  const [used] = await tx
    .insert(joins)
    .values({ codeHash: joinHash(code), clientId: client.id, channel, at: now })
    .onConflictDoNothing()
    .returning({ id: joins.id });
  if (!used) return undefined;
  if (client.id === clientId) return moved(tx, client.id);
  const opener = await getClient(tx, clientId);
  const isProven = hasNumberOf(opener, client);
  const mayJoin = orderId === undefined && (isProven || !(await asksNumber(tx, client)));
  if (mayJoin && (await joinClients(tx, { knownId: client.id, newcomerId: clientId, now }))) {
    if (!isProven) await forgetTyped(tx, client.id, opener);
    return moved(tx, client.id);
  }
  await tx.update(joins).set({ metId: clientId }).where(eq(joins.id, used.id));
  await askWhether(tx, { knownId: client.id, otherId: clientId, shop, now });
  return 'asked';
}

/** Whether only the owner of its number may go on as this client: there are orders to see, or we know for certain whose card it is. */
export const asksNumber = async (db: Reader, { id, phoneConfirmedAt }: Client): Promise<boolean> =>
  phoneConfirmedAt !== null || (await db.$count(orders, eq(orders.clientId, id))) > 0;

/** Whether a platform vouches that the opener's number is the one on the card. */
const hasNumberOf = (opener: Client, { phone }: Client): boolean =>
  opener.phone !== null && opener.phoneConfirmedAt !== null && phone !== null && phoneVariants(phone).includes(opener.phone);

/** What somebody typed into the chat about themself is not shown to whoever goes on from it: they are called as they are here. */
async function forgetTyped(tx: Tx, clientId: number, { name }: Client): Promise<void> {
  const { phoneConfirmedAt } = await getClient(tx, clientId);
  await setContact(tx, { clientId, ...(name !== null && { name }), ...(phoneConfirmedAt === null && { phone: null }) });
}

/** The browsers' chats are nobody's from now on; what is written there next comes from somebody new. */
async function moved(tx: Tx, clientId: number): Promise<'joined'> {
  await tx
    .update(identities)
    .set({ clientId: null })
    .where(and(eq(identities.clientId, clientId), eq(identities.channel, 'web')));
  return 'joined';
}

/** Both cards have a history: a colleague looks whether they are one person. */
async function askWhether(
  tx: Tx,
  { knownId, otherId, shop, now }: { knownId: number; otherId: number; shop: Shop; now: Instant },
): Promise<void> {
  const title = (language: 'ru' | 'en') => textsIn(language).staff.oneOrTwo(knownId, otherId);
  await addTask(tx, {
    title: { ru: title('ru'), en: title('en') },
    role: 'manager',
    clientId: knownId,
    dueAt: addWorkingMinutes(now, lookWithin, shop),
    origin: `join:${Math.min(knownId, otherId)}:${Math.max(knownId, otherId)}`,
    by: { kind: 'system' },
    now,
  });
}
