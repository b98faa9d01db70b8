import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asc } from 'drizzle-orm';
import { openStore } from '../../db/open.ts';
import { products } from '../../db/schema/catalog.ts';
import { clients } from '../../db/schema/people.ts';
import type { Store } from '../../db/store.ts';
import { findFreeDays } from '../../flows/catalog/free-days.ts';
import { openShop } from '../../flows/open-shop.ts';
import { placeOrder } from '../../flows/orders/place-order.ts';
import type { ItemWish } from '../../flows/orders/price-items.ts';
import bakery from '../../flows/presets/bakery.ts';
import { getShop, type Shop, saveShop } from '../../flows/shop.ts';

/** A bakery on a file of its own, with room for every order of the bench. */
export interface Scenery {
  folder: string;
  path: string;
  store: Store;
  shop: Shop;
  /** The real command: a client's order of three cakes. `n` tells one call from another. */
  place(n: number): Promise<unknown>;
}

export async function openScenery(name: string): Promise<Scenery> {
  const folder = mkdtempSync(join(tmpdir(), `anna-bench-${name}-`));
  const path = join(folder, 'anna.db');
  const store = await openStore(`file:${path}`);
  await store.tx(async (tx) => {
    await openShop(tx, new Map(), { preset: bakery, name: 'Анна', language: 'ru', timezone: 'Europe/Moscow', currency: 'RUB' });
    await saveShop(tx, { ...(await getShop(tx)), ordersPerDay: 1_000_000 });
    await tx
      .insert(clients)
      .values(Array.from({ length: 500 }, (_, n) => ({ name: `Клиент ${n}`, language: 'ru' as const, createdAt: Date.now() })));
  });
  const shop = await getShop(store.read);
  const items = await threeCakes(store);
  const days = await findFreeDays(store.read, shop, { now: Date.now(), noticeHours: 24 * 7 });
  const slots = days.flatMap((day) => day.slots);
  const place = (n: number) =>
    store.tx((tx) => {
      const slot = slots[n % slots.length];
      const clientId = 1 + (n % 500);
      const contact = { contactName: 'Мария', contactPhone: '+79161234567' };
      const when = { dueAt: slot?.from ?? null, dueUntil: slot?.until ?? null };
      const by = { kind: 'client', id: clientId } as const;
      return placeOrder(tx, {
        origin: `bench:${name}:${n}`,
        clientId,
        items,
        fulfilment: 'pickup',
        ...when,
        ...contact,
        language: 'ru',
        by,
        now: Date.now(),
        shop,
      });
    });
  return { folder, path, store, shop, place };
}

async function threeCakes(store: Store): Promise<ItemWish[]> {
  const found = await store.read.select().from(products).orderBy(asc(products.id)).limit(3);
  return found.map(({ id, minAmount, options }) => ({
    productId: id,
    amount: minAmount,
    chosen: Object.fromEntries(options.map(({ key, choices }) => [key, choices[0]?.key ?? ''])),
  }));
}
