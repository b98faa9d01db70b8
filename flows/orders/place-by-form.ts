import { and, eq } from 'drizzle-orm';
import { clients, identities } from '../../db/schema/people.ts';
import { attachments, conversations } from '../../db/schema/talk.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { dayOf } from '../../notifications/time.ts';
import { slotsOf } from '../catalog/slots.ts';
import { seal } from '../clients/allergies.ts';
import { giveConsent } from '../clients/give-consent.ts';
import { searchable } from '../clients/search.ts';
import { setContact } from '../clients/set-contact.ts';
import { setSource } from '../clients/set-source.ts';
import type { Client } from '../dialogs/dialog.ts';
import { record } from '../events.ts';
import { Refused } from '../refused.ts';
import type { Order } from './load-order.ts';
import { findByOrigin, type PlaceOrder, placeOrder } from './place-order.ts';

export type PlaceByForm = Pick<
  PlaceOrder,
  'items' | 'fulfilment' | 'address' | 'contactNote' | 'source' | 'utm' | 'language' | 'now' | 'shop'
> & {
  /** Of the filled form: one form, one order. */
  formId: string;
  /** The chat of the browser on our site, where colleagues can answer. */
  webAddress: string;
  dueAt: Instant;
  name: string;
  /** E.164. */
  phone: string;
  wishes: string | null;
  /** Words about health only with consent to keep them; nothing: a manager will ask. */
  allergies: 'none' | { text: string } | undefined;
  /** File references of pictures that show the wished look. */
  pictures: readonly string[];
};

/** The order that a form became, if it did. */
export const findByForm = (tx: Parameters<typeof findByOrigin>[0], formId: string): Promise<Order | undefined> =>
  findByOrigin(tx, `form:${formId}`);

/** Places the order of a filled form; who sent it agreed to our keeping the data. The same form again is a success without effect. */
export async function placeByForm(tx: Tx, form: PlaceByForm): Promise<{ order: Order; isNew: boolean }> {
  const existing = await findByForm(tx, form.formId);
  if (existing) return { order: existing, isNew: false };

  const { now, shop, phone, name, allergies, source } = form;
  const client = await meetVisitor(tx, form);
  const by = { kind: 'client', id: client.id } as const;
  const isToldAllergies = typeof allergies === 'object';
  await giveConsent(tx, { clientId: client.id, purposes: isToldAllergies ? ['data', 'allergies'] : ['data'], now });
  if (source !== undefined) await setSource(tx, { clientId: client.id, source });
  const slot = slotsOf(dayOf(form.dueAt, shop.timezone), shop).find(({ from }) => from === form.dueAt);
  if (!slot) throw new Refused('day.closed');
  return placeOrder(tx, {
    ...form,
    origin: `form:${form.formId}`,
    clientId: client.id,
    dueUntil: slot.until,
    contactName: name,
    contactPhone: phone,
    allergies: isToldAllergies ? { sealed: seal(allergies.text), consentedAt: now } : allergies,
    photos: await keepPictures(tx, form, client.id),
    by,
  });
}

/**
 * Whose form it is: of the browser's chat, else somebody new. A number that anybody can type leads to nobody's card: whether it is the client
 * who has it, a colleague decides.
 */
async function meetVisitor(tx: Tx, form: PlaceByForm): Promise<Client> {
  const { webAddress, phone, name } = form;
  const [visitor] = await tx
    .select({ client: clients, staffId: identities.staffId })
    .from(identities)
    .leftJoin(clients, eq(clients.id, identities.clientId))
    .where(and(eq(identities.channel, 'web'), eq(identities.address, webAddress)));
  if (visitor?.client && visitor.staffId === null) {
    const { id, name: known, phone: knownPhone } = visitor.client;
    await setContact(tx, { clientId: id, ...(known === null && { name }), ...(knownPhone === null && { phone }) });
    return visitor.client;
  }
  return welcome(tx, form, visitor === undefined);
}

async function welcome(tx: Tx, { webAddress, phone, name, language, source, now }: PlaceByForm, isFree: boolean): Promise<Client> {
  const [client] = await tx
    .insert(clients)
    .values({ name, phone, language, source: source ?? 'site', search: searchable(name, phone), createdAt: now })
    .returning();
  if (!client) throw new Error('The client was not written');
  if (isFree) await openChat(tx, { address: webAddress, clientId: client.id, name, now });
  await record(tx, { type: 'client.appeared', clientId: client.id, channel: 'web' }, { kind: 'client', id: client.id }, now);
  return client;
}

async function openChat(
  tx: Tx,
  { address, clientId, name, now }: { address: string; clientId: number; name: string; now: Instant },
): Promise<void> {
  const [identity] = await tx
    .insert(identities)
    .values({ channel: 'web', address, clientId, name, createdAt: now })
    .returning({ id: identities.id });
  if (identity) await tx.insert(conversations).values({ identityId: identity.id, updatedAt: now });
}

async function keepPictures(tx: Tx, { pictures, now }: PlaceByForm, clientId: number): Promise<number[]> {
  if (pictures.length === 0) return [];
  const rows = pictures.map((file) => ({
    ...({ kind: 'photo', purpose: 'reference', channel: 'web' } as const),
    ...{ remoteId: file, file, clientId, at: now },
  }));
  const kept = await tx.insert(attachments).values(rows).returning({ id: attachments.id });
  return kept.map(({ id }) => id);
}
