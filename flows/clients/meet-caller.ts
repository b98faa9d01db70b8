import { desc, eq } from 'drizzle-orm';
import { clients } from '../../db/schema/people.ts';
import type { Instant, Language } from '../../db/schema/words.ts';
import type { Reader, Tx } from '../../db/store.ts';
import type { Client } from '../dialogs/dialog.ts';
import { type By, record } from '../events.ts';
import { searchable } from './search.ts';

/** The client with this phone number (E.164), the latest when there are several. */
export async function findByPhone(db: Reader, phone: string): Promise<Client | undefined> {
  const [client] = await db.select().from(clients).where(eq(clients.phone, phone)).orderBy(desc(clients.id)).limit(1);
  return client;
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
  const [client] = await tx
    .insert(clients)
    .values({ name: name ?? null, phone, language, source, search: searchable(name, phone), createdAt: now })
    .returning();
  if (!client) throw new Error('The client was not written');
  await record(tx, { type: 'client.appeared', clientId: client.id, channel: by.kind === 'key' ? 'api' : 'phone' }, by, now);
  return client;
}
