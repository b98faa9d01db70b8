import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { openStore } from '../../db/open.ts';
import { identities } from '../../db/schema/people.ts';
import { openShop } from '../../flows/open-shop.ts';
import bakery from '../../flows/presets/bakery.ts';
import { getShop, saveShop } from '../../flows/shop.ts';
import { inviteStaff } from '../../flows/staff/invite-staff.ts';
import type { Driver } from './driver.ts';
import type { Post } from './http-client.ts';

/** A bakery on disk for an Anna of its own, with one bot for everybody and a webhook. */
export interface BenchShop {
  folder: string;
  url: string;
  secret: string;
  env: Record<string, string>;
  /** Whether the process at this port answers a webhook: with a wrong secret, so that nothing happens. */
  takesUpdates(port: number): Promise<boolean>;
}

export async function readyShop(telegramUrl: string): Promise<BenchShop> {
  const folder = mkdtempSync(join(tmpdir(), 'anna-bench-shop-'));
  const secret = 'a secret of the bench, long enough to be one';
  const url = `file:${join(folder, 'anna.db')}`;
  const store = await openStore(url);
  await store.tx(async (tx) => {
    await openShop(tx, new Map(), { preset: bakery, name: 'Anna', language: 'en', timezone: 'Europe/Moscow', currency: 'RUB' });
    await saveShop(tx, { ...(await getShop(tx)), ordersPerDay: 1_000_000 });
  });
  await store.close();
  const env = {
    DATA_DIR: folder,
    DATABASE_URL: url,
    SECRET: secret,
    TELEGRAM_BOT_TOKEN: '42:bench',
    TELEGRAM_API_ROOT: telegramUrl,
    TELEGRAM_PER_SECOND: '100000',
    PUBLIC_URL: 'https://bench.example',
  };
  const takesUpdates = async (port: number) => (await fetch(`http://127.0.0.1:${port}/livez`)).ok;
  return { folder, url, secret, env, takesUpdates };
}

export interface Manager {
  chat: number;
  identityId: number;
  staffId: number;
}

/** Lets a manager in by a real invitation, through the webhook. */
export async function addManager({ url }: BenchShop, driver: Driver, post: Post, chat: number): Promise<Manager> {
  const store = await openStore(url);
  try {
    const { code } = await store.tx((tx) =>
      inviteStaff(tx, { name: 'Olga', roles: ['manager'], language: 'en', by: { kind: 'system' }, now: Date.now() }),
    );
    await driver.says(post, chat, `/start ${code}`);
    const [identity] = await store.read
      .select()
      .from(identities)
      .where(eq(identities.address, String(chat)));
    if (!identity?.staffId) throw new Error('The manager was not let in');
    return { chat, identityId: identity.id, staffId: identity.staffId };
  } finally {
    await store.close();
  }
}
