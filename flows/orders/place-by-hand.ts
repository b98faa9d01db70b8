import type { Fulfilment, Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { dayOf } from '../../notifications/time.ts';
import { slotsOf } from '../catalog/slots.ts';
import { seal } from '../clients/allergies.ts';
import { giveConsent } from '../clients/give-consent.ts';
import { getClient } from '../clients/load-client.ts';
import { meetCaller } from '../clients/meet-caller.ts';
import { cleanName } from '../clients/name.ts';
import { setContact } from '../clients/set-contact.ts';
import { readTypedPhone, type TypedPhone } from '../clients/typed-phone.ts';
import type { Client } from '../dialogs/dialog.ts';
import { closeWithOrder } from '../drafts/close-draft.ts';
import type { By } from '../events.ts';
import { Refused } from '../refused.ts';
import type { Shop } from '../shop.ts';
import { refuseUnless } from '../staff/rights.ts';
import { textsIn } from '../texts/texts.ts';
import { placeOrder } from './place-order.ts';
import type { ItemWish } from './price-items.ts';

interface PlaceByHand {
  /** Of the form that was filled in: one form, one order. */
  origin: string;
  /** What a colleague had forwarded; it becomes this order. */
  draftId?: number | undefined;
  /** A client we know; else the one who has this number, or somebody new. */
  clientId?: number | undefined;
  name: string;
  /** As typed. */
  phone: string;
  items: readonly ItemWish[];
  fulfilment: Fulfilment;
  address: string;
  /** The beginning of a free window; null: to be agreed later. */
  dueAt: Instant | null;
  wishes: string;
  /** Not asked yet, asked and there are none, or what the client named. */
  allergies: 'unasked' | 'none' | { text: string };
  by: By;
  now: Instant;
  shop: Shop;
}

/**
 * Places the order of a caller or walk-in as a colleague writes it down, and makes that colleague responsible. The same form again is the same
 * order; answers its number. Refusals: `client.name-wrong`, `client.phone-wrong`, `order.address-missing` and those of `placeOrder`.
 */
export async function placeByHand(tx: Tx, form: PlaceByHand): Promise<number> {
  const { origin, draftId, items, fulfilment, dueAt, wishes, allergies, by, now, shop } = form;
  const staff = await refuseUnless(tx, by, 'order.place');
  const address = form.address.trim();
  if (fulfilment === 'delivery' && address === '') throw new Refused('order.address-missing');
  const isTold = typeof allergies === 'object';
  const [name, typed] = contactOf(form);
  const client = await callerOf(tx, form, { name, phone: typed?.phone });
  await giveConsent(tx, { clientId: client.id, purposes: isTold ? ['data', 'allergies'] : ['data'], now });
  const { order, isNew } = await placeOrder(tx, {
    ...{ origin, clientId: client.id, items, fulfilment, dueAt },
    dueUntil: dueAt === null ? null : (slotsOf(dayOf(dueAt, shop.timezone), shop).find(({ from }) => from === dueAt)?.until ?? null),
    ...(fulfilment === 'delivery' && { address: { text: address.slice(0, 300) } }),
    contactName: name ?? client.name,
    contactPhone: typed?.phone ?? client.phone,
    contactNote: typed?.note,
    wishes: wishes.trim() || null,
    ...(allergies !== 'unasked' && { allergies: isTold ? { sealed: seal(allergies.text), consentedAt: now } : allergies }),
    ...(staff && { responsibleId: staff.id }),
    ...{ language: client.language, by, now, shop },
  });
  if (isNew && draftId !== undefined) await closeWithOrder(tx, { draftId, orderId: order.id, by, now });
  return order.id;
}

/** A client we know may have no number; somebody new needs one, so that we find each other again. */
function contactOf({ clientId, name: typedName, phone: typedPhone, shop }: PlaceByHand): [string | undefined, TypedPhone | undefined] {
  const [name, phone] = [cleanName(typedName), readTypedPhone(typedPhone, shop.country, textsIn(shop.language))];
  if (name === undefined && (clientId === undefined || typedName.trim() !== '')) throw new Refused('client.name-wrong');
  if (phone === undefined && (clientId === undefined || typedPhone.trim() !== '')) throw new Refused('client.phone-wrong');
  return [name, phone];
}

async function callerOf(
  tx: Tx,
  { clientId, by, now, shop }: PlaceByHand,
  { name, phone }: { name: string | undefined; phone: string | undefined },
): Promise<Client> {
  if (clientId === undefined) return meetCaller(tx, { phone: phone ?? '', name, language: shop.language, by, now });
  const known = await getClient(tx, clientId);
  await setContact(tx, { clientId: known.id, ...(known.name === null && { name }), ...(known.phone === null && phone && { phone }) });
  return known;
}
