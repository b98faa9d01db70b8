import { eq } from 'drizzle-orm';
import { clients } from '../../db/schema/people.ts';
import type { Reader } from '../../db/store.ts';
import { showPhone } from '../clients/phone.ts';
import { allStaff } from '../staff/find-staff.ts';
import type { Texts } from '../texts/texts.ts';
import type { Call } from './load-call.ts';

/** Who is at the other end: a client's name, a colleague's; undefined when nobody knows. */
export async function callerName(db: Reader, { clientId, phone }: Pick<Call, 'clientId' | 'phone'>): Promise<string | undefined> {
  if (clientId === null) return phone === '' ? undefined : (await allStaff(db)).find((each) => each.phone === phone)?.name;
  const [client] = await db.select({ name: clients.name }).from(clients).where(eq(clients.id, clientId));
  return client?.name ?? undefined;
}

/** The other end as people read it: `Ольга · +7 912 345-67-89`. */
export async function callerLine(db: Reader, call: Pick<Call, 'clientId' | 'phone'>, t: Texts): Promise<string> {
  const phone = call.phone === '' ? t.calls.withheld : showPhone(call.phone);
  return [await callerName(db, call), phone].filter(Boolean).join(' · ');
}
