import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { clients } from '../../../db/schema/people.ts';
import { clientStatuses } from '../../../db/schema/words.ts';
import type { Reader } from '../../../db/store.ts';
import { cleanPhone } from '../../../flows/clients/phone.ts';
import type { Client } from '../../../flows/dialogs/dialog.ts';
import { Refused } from '../../../flows/refused.ts';
import { flaw, id, language, showTime, showTimeOrNull, timeText } from './common.ts';

/** A client as other programs see them; health data is not among it. */
export const clientShape = z
  .strictObject({
    id,
    name: z.string().nullable(),
    phone: z.string().nullable().meta({ description: 'E.164: +79123456789.' }),
    language,
    status: z.enum(clientStatuses),
    responsibleId: id.nullable(),
    source: z.string().nullable(),
    birthday: z.string().nullable(),
    ordersCount: z.int(),
    ordersSum: z.int().meta({ description: 'Minor units.' }),
    lastOrderAt: timeText.nullable(),
    waitingSince: timeText.nullable().meta({ description: 'Since when the client waits for a person’s answer.' }),
    createdAt: timeText,
  })
  .meta({ id: 'Client' });

type ShownClient = z.infer<typeof clientShape>;

export function showClient(client: Client): ShownClient {
  const { id, name, phone, language, status, responsibleId, source, birthday, ordersCount, ordersSum } = client;
  return {
    ...{ id, name, phone, language, status, responsibleId, source, birthday, ordersCount, ordersSum },
    lastOrderAt: showTimeOrNull(client.lastOrderAt),
    waitingSince: showTimeOrNull(client.waitingSince),
    createdAt: showTime(client.createdAt),
  };
}

/** A client by number; of two cards made one the kept one. Refuses with `client.not-found`. */
export async function getClient(db: Reader, clientId: number, steps = 10): Promise<Client> {
  const [client] = await db.select().from(clients).where(eq(clients.id, clientId));
  if (!client || steps === 0) throw new Refused('client.not-found');
  return client.mergedInto === null ? client : getClient(db, client.mergedInto, steps - 1);
}

/** A phone number as it is kept; what is none is a flaw of the request. */
export function readPhone(typed: string, country: string, path: string): string {
  const phone = cleanPhone(typed, country);
  if (phone === undefined) throw flaw(path, 'phone', 'This is not a phone number');
  return phone;
}
