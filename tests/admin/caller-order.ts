import { eq } from 'drizzle-orm';
import { products } from '../../db/schema/catalog.ts';
import { seal } from '../../flows/clients/allergies.ts';
import { meetCaller } from '../../flows/clients/meet-caller.ts';
import { placeOrder } from '../../flows/orders/place-order.ts';
import { getShop } from '../../flows/shop.ts';
import { hours } from '../../notifications/time.ts';
import type { PanelShop } from './panel-shop.ts';

interface Given {
  name?: string;
  address?: string;
  contactName?: string;
}

/** A caller's order to be delivered, with a recipient and allergies, due in four days. */
export async function orderOf(
  { shop }: PanelShop,
  { name = 'Olga Petrova', address = '12 Lesnaya street', contactName = 'Peter Semin' }: Given = {},
) {
  const { store, clock } = shop;
  const now = clock.now();
  const settings = await getShop(store.read);
  return store.tx(async (tx) => {
    const client = await meetCaller(tx, { phone: '+79123456789', name, language: 'en', by: { kind: 'system' }, now });
    const [cake] = await tx.select().from(products).where(eq(products.active, true)).orderBy(products.id).limit(1);
    const chosen = Object.fromEntries((cake?.options ?? []).map(({ key, choices }) => [key, choices[0]?.key ?? '']));
    const { order } = await placeOrder(tx, {
      origin: `test:${now}`,
      clientId: client.id,
      items: [{ productId: cake?.id ?? 0, amount: cake?.minAmount ?? 1000, chosen }],
      fulfilment: 'delivery',
      address: { text: address },
      dueAt: now + hours(97),
      dueUntil: now + hours(99),
      contactName,
      contactPhone: '+79165554417',
      wishes: 'A unicorn',
      allergies: { sealed: seal('peanuts'), consentedAt: now },
      language: 'en',
      by: { kind: 'system' },
      now,
      shop: settings,
    });
    return { orderId: order.id, clientId: client.id };
  });
}
