import { and, desc, eq, gt, inArray, isNotNull, isNull } from 'drizzle-orm';
import { clients, identities } from '../../db/schema/people.ts';
import { conversations } from '../../db/schema/talk.ts';
import type { Reader } from '../../db/store.ts';
import type { Client } from '../dialogs/dialog.ts';
import { phoneVariants } from './phone-variants.ts';

/** Channels whose addresses are phone numbers. */
export const phoneChannels = ['sms', 'whatsapp', 'voice'];

/**
 * The client whose number this is (E.164, in any of its forms), for certain: who has written from it, else whose card has it confirmed; the
 * latest when there are several. A number that somebody only said is nobody's: anybody can say any number.
 */
export async function findByPhone(db: Reader, phone: string): Promise<Client | undefined> {
  const forms = phoneVariants(phone);
  return (await findByAddress(db, forms)) ?? findByCard(db, forms, isNotNull(clients.phoneConfirmedAt));
}

/** Who has only said that this is their number: perhaps the same person, for a colleague to ask. */
export const findPerhaps = (db: Reader, phone: string): Promise<Client | undefined> =>
  findByCard(db, phoneVariants(phone), isNull(clients.phoneConfirmedAt));

/** An address that was only written to says nothing about who reads there. */
async function findByAddress(db: Reader, forms: string[]): Promise<Client | undefined> {
  const [found] = await db
    .select({ client: clients })
    .from(identities)
    .innerJoin(clients, eq(clients.id, identities.clientId))
    .innerJoin(conversations, eq(conversations.identityId, identities.id))
    .where(
      and(
        inArray(identities.channel, phoneChannels),
        inArray(identities.address, forms),
        gt(conversations.updatedAt, 0),
        isNull(clients.mergedInto),
      ),
    )
    .orderBy(desc(clients.id))
    .limit(1);
  return found?.client;
}

async function findByCard(db: Reader, forms: string[], isSure: ReturnType<typeof isNull>): Promise<Client | undefined> {
  const [client] = await db
    .select()
    .from(clients)
    .where(and(inArray(clients.phone, forms), isSure, isNull(clients.mergedInto)))
    .orderBy(desc(clients.id))
    .limit(1);
  return client;
}
