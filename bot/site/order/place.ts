import type { Language } from '../../../db/schema/words.ts';
import { findJoinLink, findOtherMessengers, type Messenger } from '../../../flows/clients/join-links.ts';
import { cleanName } from '../../../flows/clients/name.ts';
import { readTypedPhone } from '../../../flows/clients/typed-phone.ts';
import { formatsFor } from '../../../flows/format.ts';
import type { Order } from '../../../flows/orders/load-order.ts';
import { orderToken } from '../../../flows/orders/order-link.ts';
import { findByForm, type PlaceByForm, placeByForm } from '../../../flows/orders/place-by-form.ts';
import { Refused } from '../../../flows/refused.ts';
import { getShop, type Shop } from '../../../flows/shop.ts';
import { textsIn } from '../../../flows/texts/texts.ts';
import type { Doors } from '../../channel.ts';
import { whoGoesOn } from '../chat/onward.ts';
import { newAddress, type Session } from '../chat/session.ts';
import { formIdOf, isTooFast, isWorkDone, pictureOf } from './form-ticket.ts';
import type { OrderForm } from './forms.ts';
import { findNearest, noticeFor } from './free-days.ts';

/** A messenger to go on in. */
export interface Onward {
  to: Messenger;
  url: string;
}

/** What came of it: an order with the address of its chat, or what to mend. `field` names the place to look at. */
export type Placed =
  | { status: 200; number: number; lines: string[]; total: string; link: string; onward: Onward[]; address: string }
  | { status: 409; why: string; nearest?: { day: string; from: number; label: string } }
  | { status: 422; why: string; field?: string }
  | { status: 400; field: 'ticket' | 'work' };

interface Sender {
  /** The browser's chat on our site. */
  session: Session | undefined;
  /** As `deviceCode` gives it. */
  device: string;
}

/** Places the order of a filled form, once however often it is sent. */
export async function place(doors: Doors, form: OrderForm, { session, device }: Sender): Promise<Placed> {
  const { config, store } = doors;
  const now = doors.now();
  const formId = formIdOf(config, form.ticket, now);
  if (formId === undefined || isTooFast(form.ticket, now)) return { status: 400, field: 'ticket' };
  if (form.website !== '' || !isWorkDone(form.ticket, form.work)) return { status: 400, field: 'work' };
  const shop = await getShop(store.read);
  const read = readForm(form, shop);
  if ('field' in read) return { status: 422, ...read };
  const webAddress = session?.address ?? newAddress();
  const pictures = form.photos.flatMap((signed) => pictureOf(config, formId, signed) ?? []);
  const { items, fulfilment, utm, language, dueAt } = form;
  const source = form.source ?? asCode(utm?.utm_source);
  const wish = { items, fulfilment, source, utm, language, dueAt, ...read, formId, webAddress, pictures, now, shop };
  try {
    const order = await placeOnce(doors, wish);
    doors.nudge();
    return {
      ...thanks(order, { shop, language: form.language }),
      onward: await onwardOf(doors, order, { language, address: webAddress, device }),
      address: webAddress,
    };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return refusal(doors, error, wish);
  }
}

/** Of two that came at the same moment the later one meets the order of the first. */
async function placeOnce({ store }: Doors, wish: PlaceByForm): Promise<Order> {
  try {
    return (await store.tx((tx) => placeByForm(tx, wish))).order;
  } catch (error) {
    const existing = error instanceof Refused ? undefined : await store.tx((tx) => findByForm(tx, wish.formId));
    if (existing) return existing;
    throw error;
  }
}

type Read = Pick<PlaceByForm, 'name' | 'phone' | 'contactNote' | 'address' | 'wishes' | 'allergies'>;

function readForm(form: OrderForm, { country }: Shop): Read | { field: string; why: string } {
  const texts = textsIn(form.language);
  const t = texts.customer.order;
  const name = cleanName(form.name);
  if (name === undefined) return { field: 'name', why: t.badName };
  const typed = readTypedPhone(form.phone, country, texts);
  if (typed === undefined) return { field: 'phone', why: t.badPhone };
  const isFound = form.fulfilment === 'pickup' || form.address.replace(/[^\p{L}\p{N}]/gu, '').length >= 4;
  if (!isFound) return { field: 'address', why: t.addressShort };
  if (!form.consent) return { field: 'consent', why: texts.refused['form.no-consent']() };
  return {
    ...{ name, phone: typed.phone, contactNote: typed.note },
    address: form.fulfilment === 'delivery' ? { text: form.address } : undefined,
    wishes: form.wishes === '' ? null : form.wishes,
    allergies: allergiesIn(form),
  };
}

/** Without consent nothing of it is kept, and a manager asks. */
function allergiesIn({ allergies, allergyText, allergyConsent }: OrderForm): PlaceByForm['allergies'] {
  if (allergies === 'none') return 'none';
  return allergies === 'some' && allergyConsent && allergyText !== '' ? { text: allergyText } : undefined;
}

function thanks(order: Order, { shop, language }: { shop: Shop; language: Language }) {
  const total = formatsFor(language, shop).money(order.total);
  return {
    status: 200,
    number: order.id,
    lines: order.agreed?.lines ?? [],
    total,
    link: `/o/${orderToken(order.id)}`,
  } as const;
}

/** Where the sender of the form can go on, as the client they are in this browser. */
async function onwardOf(
  doors: Doors,
  { id: orderId }: Order,
  { language, address, device }: { language: Language; address: string; device: string },
): Promise<Onward[]> {
  const { store, now } = doors;
  const of = await whoGoesOn(doors, { session: { address }, orderId, device });
  const found: Onward[] = [];
  for (const to of of ? await findOtherMessengers(store.read, 'web') : []) {
    const url = of && (await findJoinLink(store.read, to, { of, language, now: now() }));
    if (url) found.push({ to, url });
  }
  return found;
}

/** The sentence, and for a time that was taken meanwhile the nearest one that is free. */
async function refusal({ store }: Doors, { code, details }: Refused, wish: PlaceByForm): Promise<Placed> {
  const { language, shop, now, dueAt, items } = wish;
  const why = textsIn(language).refused[code](details, formatsFor(language, shop));
  if (!code.startsWith('day.')) return { status: 422, why, field: 'items' };
  const notice = await noticeFor(
    store.read,
    items.map(({ productId }) => productId),
  );
  const nearest = await findNearest(store.read, { shop, language, wanted: { now, noticeHours: notice } }, dueAt);
  return { status: 409, why, ...(nearest && { nearest }) };
}

/** An advertisement without a code of ours is a source under its own name. */
const asCode = (name: string | undefined): string | undefined => (name && /^[\w-]{1,60}$/.test(name) ? name.toLowerCase() : undefined);
