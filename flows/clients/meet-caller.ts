import { clients } from '../../db/schema/people.ts';
import type { Instant, Language } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import type { Client } from '../dialogs/dialog.ts';
import { type By, record } from '../events.ts';
import { findByPhone } from './find-by-phone.ts';
import { keptPhone } from './phone-variants.ts';
import { searchable } from './search.ts';

interface MeetCaller {
  /** E.164. */
  phone: string;
  /** Nobody called from it and no colleague wrote it down: it stood in somebody's text. */
  isOnlySaid?: boolean;
  name: string | undefined;
  language: Language;
  /** Where they come from, when they do not call. */
  source?: string | null;
  by: By;
  now: Instant;
}

/** The card of somebody who calls or walks in: the one whose number this is, else a new one. */
export async function meetCaller(
  tx: Tx,
  { phone, isOnlySaid = false, name, language, source = 'phone', by, now }: MeetCaller,
): Promise<Client> {
  const known = await findByPhone(tx, phone);
  if (known) return known;
  const number = keptPhone(phone);
  const [client] = await tx
    .insert(clients)
    .values({
      ...{ name: name ?? null, phone: number, phoneConfirmedAt: isOnlySaid ? null : now },
      ...{ language, source, search: searchable(name, number), createdAt: now },
    })
    .returning();
  if (!client) throw new Error('The client was not written');
  await record(tx, { type: 'client.appeared', clientId: client.id, channel: by.kind === 'key' ? 'api' : 'phone' }, by, now);
  return client;
}
