import { and, eq, isNull, ne } from 'drizzle-orm';
import { clients, identities } from '../../db/schema/people.ts';
import type { Onward } from '../../db/schema/talk.ts';
import type { Instant, Language } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import type { Message } from '../../notifications/message.ts';
import { minutes } from '../../notifications/time.ts';
import type { Identity } from '../dialogs/dialog.ts';
import { getShop } from '../shop.ts';
import { planCheck } from './go-on.ts';
import { reachClient } from './reach.ts';
import { sendMessage } from './send-message.ts';
import { rememberMenu, smsAddress } from './sms-address.ts';

interface MustReach {
  clientId: number;
  orderId?: number | undefined;
  /** Where an SMS goes instead of the client's own number. */
  phone?: string | undefined;
  write(language: Language, to: Identity): Promise<Message> | Message;
  runAt?: Instant | undefined;
  subject?: string | undefined;
  dedupe?: string | undefined;
  uselessAfter?: Instant | undefined;
  now: Instant;
}

/**
 * Tells a client something that has to arrive: by the channel they asked for, else where they last wrote; what is not delivered in time (or not
 * read, if the owner wants so) goes on by their other messengers, by SMS, and at last as a task to call. False when no way is open at all.
 */
export async function mustReach(tx: Tx, { clientId, phone: given, write, ...how }: MustReach): Promise<boolean> {
  const [client] = await tx.select().from(clients).where(eq(clients.id, clientId));
  if (!client) return false;
  const shop = await getShop(tx);
  const phone = given ?? client.phone ?? undefined;
  const bySms = shop.reachBySms && phone !== undefined;
  const wantsSms = bySms && client.preferredChannel === 'sms';
  const messenger = wantsSms ? undefined : await reachClient(tx, clientId, client.preferredChannel);
  const to = messenger ?? (bySms ? await openNumber(tx, clientId, phone, how.now) : undefined);
  if (!to) return false;

  const message = await write(client.language, to);
  if (to.channel === 'sms') await rememberMenu(tx, to.id, message);
  const ways = [
    ...(await otherMessengers(tx, clientId, to)),
    ...(bySms && to.channel !== 'sms' ? ['sms'] : []),
    ...(shop.reachByCall ? ['call'] : []),
  ];
  // A message is plain data.
  const onward: Onward = { ways, message: message as unknown as Record<string, unknown>, phone, uselessAfter: how.uselessAfter };
  const messageId = await sendMessage(tx, { to, message, clientId, ...how, onward });
  const { now, runAt = now } = how;
  await planCheck(tx, { messageId, runAt: runAt + minutes(shop.reachMinutes), now });
  return true;
}

async function openNumber(tx: Tx, clientId: number, phone: string, now: Instant): Promise<Identity | undefined> {
  const number = await smsAddress(tx, { clientId, phone, now });
  return number.closedAt === null ? number : undefined;
}

/** Channels on which the client is known besides this one; not those of the telephone itself. */
async function otherMessengers(tx: Tx, clientId: number, to: Identity): Promise<string[]> {
  const others = await tx
    .select({ channel: identities.channel })
    .from(identities)
    .where(and(eq(identities.clientId, clientId), isNull(identities.closedAt), ne(identities.id, to.id)));
  return [...new Set(others.map(({ channel }) => channel))].filter((each) => ![to.channel, 'sms', 'voice'].includes(each));
}
