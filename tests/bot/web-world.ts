import express from 'express';
import { onTestFinished } from 'vitest';
import type { Channel, Doors, Inbound } from '../../bot/channel.ts';
import web from '../../bot/channels/web.ts';
import { identities } from '../../db/schema/people.ts';
import { inbox } from '../../db/schema/talk.ts';
import { settings } from '../../db/schema/work.ts';
import type { Store, Tx } from '../../db/store.ts';
import { fixedClock } from '../clock.ts';
import { openTestStore } from '../database.ts';
import { listen } from '../servers/http.ts';
import { type Browser, openBrowser } from './browser.ts';
import { fakeDoors } from './fake-doors.ts';

/** The chat on the site over a real database; behind its doors is only what keeps an update once. */
export async function newWebWorld({
  shop = 'Мята',
  env = {},
  demo = false,
}: {
  shop?: string;
  env?: Record<string, string>;
  demo?: boolean;
} = {}) {
  const { store, close } = await openTestStore();
  onTestFinished(close);
  await store.tx((tx) => tx.insert(settings).values({ key: 'shop', value: { name: shop, language: 'ru' } }));
  const clock = fixedClock(Date.UTC(2026, 4, 8, 9));
  const fake = fakeDoors(env);
  const heard: Inbound[] = [];
  const trouble: { with?: () => void } = {};

  const doors: Doors = {
    ...fake.doors,
    store,
    config: { ...fake.doors.config, demo },
    now: clock.now,
    async receive(inbound) {
      trouble.with?.();
      const isNew = await store.tx((tx) => keepOnce(tx, inbound));
      if (isNew) heard.push(inbound);
      return { repeat: !isNew, ...(inbound.heard.kind === 'button' && { toast: 'Готово' }) };
    },
  };
  const channel = web.open(doors);
  await channel.start();
  const app = express();
  if (channel.router) app.use(channel.router);
  const { url, close: closeSite } = await listen(app);
  onTestFinished(async () => {
    await channel.stop();
    await closeSite();
  });

  const browser = (): Browser => openBrowser(url);
  return {
    url,
    store,
    doors,
    channel,
    clock,
    heard,
    trouble,
    reports: fake.reports,
    browser,
    visitor: () => visitor(browser(), channel, store),
  };
}

/** Somebody who has opened the chat and pressed Start. */
async function visitor(browser: Browser, channel: Channel, store: Store) {
  await browser.get('/chat');
  const address = browser.cookie('anna_chat').split('.')[0] ?? '';
  await browser.post('/chat/start', { id: 'first-start', payload: '' });
  const say = async (text: string, more: Partial<Parameters<Channel['send']>[0]> = {}) =>
    (await channel.send({ address, message: { text }, since: 0, ...more })).externalId;
  return { ...browser, address, say, store };
}

async function keepOnce(tx: Tx, { channel, address, externalId, at }: Inbound): Promise<boolean> {
  await tx.insert(identities).values({ channel, address, createdAt: at }).onConflictDoNothing();
  const taken = await tx
    .insert(inbox)
    .values({ channel, externalId, identityId: 0, receivedAt: at })
    .onConflictDoNothing()
    .returning({ id: inbox.id });
  return taken.length > 0;
}
