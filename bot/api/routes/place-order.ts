import { slotsOf } from '../../../flows/catalog/slots.ts';
import { seal } from '../../../flows/clients/allergies.ts';
import { giveConsent } from '../../../flows/clients/give-consent.ts';
import { getClient } from '../../../flows/clients/load-client.ts';
import { meetCaller } from '../../../flows/clients/meet-caller.ts';
import { setSource } from '../../../flows/clients/set-source.ts';
import type { Client } from '../../../flows/dialogs/dialog.ts';
import { placeOrder } from '../../../flows/orders/place-order.ts';
import { dayOf } from '../../../notifications/time.ts';
import { type Acting, route } from '../route.ts';
import { readPhone } from '../shapes/client.ts';
import { orderShape, showOrder } from '../shapes/order.ts';
import { type OrderWish, orderWish, refuseUnknown, wishOf } from '../shapes/order-wish.ts';

export default route({
  name: 'place-order',
  ...{ method: 'post', at: '/orders', noun: 'Orders', scope: 'orders.write', may: 'order.place', status: 201 },
  summary: { ru: 'Заказ одним запросом', en: 'An order in one request' },
  about:
    'Priced by the same rules as in the chat, or refused with the reason: `order.product-gone`, `order.option-missing`, `order.bad-amount`, ' +
    '`day.closed`, `day.past`, `day.too-soon`, `day.too-far`, `day.full`. Send an `Idempotency-Key`: however often it is repeated, it is one order.',
  body: orderWish,
  answer: orderShape,
  async write(acting, { body }) {
    const { tx, by, now, shop, origin } = acting;
    await refuseUnknown(tx, body.items);
    const client = await clientOf(acting, body);
    const contact = contactOf(acting, body);
    const { order } = await placeOrder(tx, {
      origin,
      clientId: client.id,
      items: body.items.map(wishOf),
      fulfilment: body.fulfilment,
      address: placeOf(body),
      ...windowOf(acting, body),
      contactName: body.contactName ?? client.name,
      contactPhone: contact?.phone ?? client.phone,
      contactNote: contact?.note,
      wishes: body.wishes ?? null,
      ...(body.allergies !== undefined && {
        allergies: typeof body.allergies === 'string' ? body.allergies : { sealed: seal(body.allergies.text), consentedAt: now },
      }),
      language: client.language,
      by,
      now,
      shop,
    });
    return showOrder(tx, order.id);
  },
});

async function clientOf({ tx, by, now, shop }: Acting, { client, source, agreedToData, allergies }: OrderWish): Promise<Client> {
  const known =
    'id' in client
      ? await getClient(tx, client.id)
      : await meetCaller(tx, {
          phone: readPhone(client.phone, shop, '/client/phone').phone,
          name: client.name,
          language: client.language ?? shop.language,
          source: source ?? null,
          by,
          now,
        });
  if (source !== undefined) await setSource(tx, { clientId: known.id, source });
  const told = typeof allergies === 'object' ? ['allergies' as const] : [];
  await giveConsent(tx, { clientId: known.id, purposes: [...(agreedToData ? ['data' as const] : []), ...told], now });
  return known;
}

/** Whose number the order has: who receives it, else the client's as it was written here. */
function contactOf({ shop }: Acting, { contactPhone, client }: OrderWish) {
  if (contactPhone !== undefined) return readPhone(contactPhone, shop, '/contactPhone');
  return 'phone' in client ? readPhone(client.phone, shop, '/client/phone') : undefined;
}

function placeOf({ address, latitude, longitude }: OrderWish) {
  if (address === undefined) return undefined;
  return { text: address, ...(latitude !== undefined && longitude !== undefined && { latitude, longitude }) };
}

/** The window that begins then; whether it can be had is asked when the order is placed. */
function windowOf({ shop }: Acting, { dueAt }: OrderWish) {
  if (dueAt === undefined) return { dueAt: null, dueUntil: null };
  const slot = slotsOf(dayOf(dueAt, shop.timezone), shop).find(({ from }) => from === dueAt);
  return { dueAt, dueUntil: slot?.until ?? null };
}
