import { eq } from 'drizzle-orm';
import { allergies, clients, identities } from '../../db/schema/people.ts';
import type { clientStatuses, Instant, Language } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import type { Client } from '../dialogs/dialog.ts';
import { type By, record } from '../events.ts';
import { differences } from '../record-change.ts';
import { Refused } from '../refused.ts';
import type { Shop } from '../shop.ts';
import { getStaff } from '../staff/find-staff.ts';
import { refuseUnless } from '../staff/rights.ts';
import { textsIn } from '../texts/texts.ts';
import type { Purpose } from './give-consent.ts';
import { getClient } from './load-client.ts';
import { cleanName } from './name.ts';
import { setContact } from './set-contact.ts';
import { readTypedPhone, type TypedPhone } from './typed-phone.ts';

/** What a colleague may write into a client's card. What is absent stays. */
export interface ClientChange {
  name?: string | undefined;
  language?: Language | undefined;
  status?: (typeof clientStatuses)[number] | undefined;
  responsibleId?: number | null | undefined;
  /** As typed; empty takes it away. Written down by a colleague it is confirmed, also when it is the same one. */
  phone?: string | undefined;
  /** An ISO date, or `--MM-DD` when nobody knows the year; empty takes it away. */
  birthday?: string | undefined;
  /** Own fields by name; an empty one goes. */
  fields?: Record<string, string> | undefined;
  /** One of the client's open channels; null when they have no wish. */
  preferredChannel?: string | null | undefined;
  /** What the client does not agree to any more. */
  withdrawn?: Purpose[] | undefined;
}

interface EditClient {
  clientId: number;
  change: ClientChange;
  by: By;
  now: Instant;
  shop: Pick<Shop, 'country' | 'language'>;
}

/**
 * Changes a client's card and writes down what was and what is. Refusals: `client.not-found`, `client.name-wrong`, `client.phone-wrong`,
 * `client.birthday-wrong`, `client.field-wrong`, `client.channel-closed`, `staff.not-found`.
 */
export async function editClient(tx: Tx, { clientId, change, by, now, shop }: EditClient): Promise<void> {
  await refuseUnless(tx, by, 'client.edit');
  const before = await getClient(tx, clientId);
  const { id } = before;
  const typed = phoneOf(change.phone, shop);
  await setContact(tx, { clientId: id, name: nameOf(change.name), phone: typed === null ? null : typed?.phone, confirmedAt: now });
  await tx
    .update(clients)
    .set({
      language: change.language ?? before.language,
      status: change.status ?? before.status,
      responsibleId: await responsibleOf(tx, before, change.responsibleId),
      birthday: birthdayOf(before, change.birthday),
      fields: fieldsOf(before, { ...change.fields, ...(typed?.note && { [textsIn(shop.language).phoneNote]: typed.note }) }),
      preferredChannel: await channelOf(tx, before, change.preferredChannel),
      consents: Object.fromEntries(
        Object.entries(before.consents).filter(([purpose]) => !(change.withdrawn ?? []).some((each) => each === purpose)),
      ),
    })
    .where(eq(clients.id, id));
  // Health data is kept by the client's leave only.
  if (change.withdrawn?.includes('allergies')) await tx.delete(allergies).where(eq(allergies.clientId, id));

  const changes = differences(shown(before), shown(await getClient(tx, id)));
  if (Object.keys(changes).length === 0) return;
  const asTyped = changes.phone && change.phone !== changes.phone.to ? { typed: change.phone ?? '' } : {};
  await record(tx, { type: 'client.edited', clientId: id, changes, ...asTyped }, by, now);
}

/** What the journal compares. */
const shown = ({
  name,
  language,
  status,
  responsibleId,
  phone,
  phoneConfirmedAt,
  birthday,
  fields,
  preferredChannel,
  consents,
}: Client) => ({
  ...{ name, language, status, responsibleId, phone, birthday, preferredChannel },
  isPhoneConfirmed: phone === null || phoneConfirmedAt !== null,
  ...Object.fromEntries(Object.entries(fields).map(([field, value]) => [`field:${field}`, value])),
  ...Object.fromEntries(Object.entries(consents).map(([purpose, at]) => [`consent:${purpose}`, at])),
});

function nameOf(typed: string | undefined): string | undefined {
  if (typed === undefined) return undefined;
  const name = cleanName(typed);
  if (name === undefined) throw new Refused('client.name-wrong');
  return name;
}

function phoneOf(typed: string | undefined, { country, language }: EditClient['shop']): TypedPhone | null | undefined {
  if (typed === undefined) return undefined;
  if (typed.trim() === '') return null;
  const read = readTypedPhone(typed, country, textsIn(language));
  if (read === undefined) throw new Refused('client.phone-wrong');
  return read;
}

async function responsibleOf(tx: Tx, { responsibleId }: Client, wanted: number | null | undefined): Promise<number | null> {
  if (wanted === undefined || wanted === responsibleId) return responsibleId;
  return wanted === null ? null : (await getStaff(tx, wanted)).id;
}

function birthdayOf({ birthday }: Client, typed: string | undefined): string | null {
  if (typed === undefined) return birthday;
  const day = typed.trim();
  if (day === '') return null;
  // 2000 had a 29 February: whoever was born on one has a birthday without a year too.
  const whole = day.startsWith('--') ? `2000-${day.slice(2)}` : day;
  const at = Date.parse(`${whole}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(whole) || Number.isNaN(at) || !new Date(at).toISOString().startsWith(whole))
    throw new Refused('client.birthday-wrong');
  return day;
}

const longestField = { name: 40, value: 500 };

function fieldsOf({ fields }: Client, typed: Record<string, string> | undefined): Record<string, string> {
  const wanted = Object.entries({ ...fields, ...typed }).map(([name, value]) => [name.trim(), value.trim()] as const);
  const kept = wanted.filter(([, value]) => value !== '');
  if (kept.some(([name, value]) => name === '' || name.length > longestField.name || value.length > longestField.value))
    throw new Refused('client.field-wrong');
  return Object.fromEntries(kept);
}

async function channelOf(tx: Tx, { id, preferredChannel }: Client, wanted: string | null | undefined): Promise<string | null> {
  if (wanted === undefined || wanted === null) return wanted === null ? null : preferredChannel;
  const open = await tx
    .select({ channel: identities.channel, closedAt: identities.closedAt })
    .from(identities)
    .where(eq(identities.clientId, id));
  if (!open.some(({ channel, closedAt }) => channel === wanted && closedAt === null)) throw new Refused('client.channel-closed');
  return wanted;
}
