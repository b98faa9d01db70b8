import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import type { Client } from '../dialogs/dialog.ts';
import { findByPhone } from './find-by-phone.ts';
import { joinClients } from './join-clients.ts';
import { getClient } from './load-client.ts';
import { setContact } from './set-contact.ts';

interface TakeOwnPhone {
  clientId: number;
  /** E.164; the platform vouches that it is the sender's own. */
  phone: string;
  now: Instant;
}

/**
 * Writes down a client's own number, and answers whose card this is now: of a newcomer the one that has the number already. A card with a
 * history of its own stays; then the other one is only suggested. Another number that is confirmed is not replaced.
 */
export async function takeOwnPhone(tx: Tx, { clientId, phone, now }: TakeOwnPhone): Promise<Client> {
  const client = await getClient(tx, clientId);
  const known = await findByPhone(tx, phone);
  if (client.phoneConfirmedAt === null) await setContact(tx, { clientId, phone, confirmedAt: now });
  if (known && known.id !== clientId) await joinClients(tx, { knownId: known.id, newcomerId: clientId, now });
  return getClient(tx, clientId);
}
