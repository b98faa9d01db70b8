import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import { clients, identities } from '../../db/schema/people.ts';
import type { Instant, Language } from '../../db/schema/words.ts';
import type { Reader, Tx } from '../../db/store.ts';
import type { Client } from '../dialogs/dialog.ts';
import { type By, record } from '../events.ts';
import { keptPhone, phoneVariants } from './phone-variants.ts';
import { searchable } from './search.ts';

/** The client with this phone number (E.164, in any of its forms) on the card, else at one of the addresses; the latest when there are several. */
export async function findByPhone(db: Reader, phone: string): Promise<Client | undefined> {
  const forms = phoneVariants(phone);
  const [client] = await db
    .select()
    .from(clients)
    .where(and(inArray(clients.phone, forms), isNull(clients.mergedInto)))
    .orderBy(desc(clients.id))
    .limit(1);
  return client ?? findByAddress(db, forms);
}

async function findByAddress(db: Reader, forms: string[]): Promise<Client | undefined> {
  const [found] = await db
    .select({ client: clients })
    .from(identities)
    .innerJoin(clients, eq(clients.id, identities.clientId))
    .where(and(inArray(identities.address, forms), isNull(clients.mergedInto)))
    .orderBy(desc(clients.id))
    .limit(1);
  return found?.client;
}

interface MeetCaller {
  /** E.164. */
  phone: string;
  name: string | undefined;
  language: Language;
  /** Where they come from, when they do not call. */
  source?: string | null;
  by: By;
  now: Instant;
}

/** The card of somebody who calls or walks in: the one with this number, else a new one. */
export async function meetCaller(tx: Tx, { phone, name, language, source = 'phone', by, now }: MeetCaller): Promise<Client> {
  const known = await findByPhone(tx, phone);
  if (known) return known;
  const number = keptPhone(phone);
  const [client] = await tx
    .insert(clients)
    .values({ name: name ?? null, phone: number, language, source, search: searchable(name, number), createdAt: now })
    .returning();
  if (!client) throw new Error('The client was not written');
  await record(tx, { type: 'client.appeared', clientId: client.id, channel: by.kind === 'key' ? 'api' : 'phone' }, by, now);
  return client;
}
