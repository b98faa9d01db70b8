import { createHmac } from 'node:crypto';
import { asc, eq } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { webhookDeliveries, webhooks } from '../../db/schema/work.ts';
import { meetCaller } from '../../flows/clients/meet-caller.ts';
import { noteClient } from '../../flows/clients/note-client.ts';
import { addWebhook } from '../../flows/webhooks/add-webhook.ts';
import { changeSecret } from '../../flows/webhooks/change-secret.ts';
import { changeWebhook } from '../../flows/webhooks/change-webhook.ts';
import { findDeliveries } from '../../flows/webhooks/find-webhooks.ts';
import { removeWebhook } from '../../flows/webhooks/remove-webhook.ts';
import { sendAgain } from '../../flows/webhooks/send-again.ts';
import { switchWebhook } from '../../flows/webhooks/switch-webhook.ts';
import { testWebhook } from '../../flows/webhooks/test-webhook.ts';
import type { ToldEvent } from '../../flows/webhooks/told-events.ts';
import { days, hours, minutes } from '../../notifications/time.ts';
import { type Received, type Receiver, startReceiver } from '../servers/receiver.ts';
import { openShop, type WholeShop } from '../whole-shop.ts';

const by = { kind: 'system' } as const;

interface Watched extends WholeShop {
  receiver: Receiver;
  webhookId: number;
  secret: string;
  /** Something happens with a client. */
  note(text: string): Promise<void>;
  log(): Promise<{ state: string; attempts: number; reason: string | null }[]>;
}

async function watchedShop(...events: ToldEvent[]): Promise<Watched> {
  const receiver = await startReceiver();
  const shop = await openShop();
  onTestFinished(() => receiver.close());
  const now = shop.clock.now;
  const added = await shop.store.tx((tx) => addWebhook(tx, { url: receiver.url, events, by, now: now() }));
  const { id: clientId } = await shop.store.tx((tx) =>
    meetCaller(tx, { phone: '+79123456789', name: 'Olga', language: 'en', by, now: now() }),
  );
  await shop.passes(0);
  return Object.assign(shop, {
    ...{ receiver, ...added },
    async note(text: string) {
      await shop.store.tx((tx) => noteClient(tx, { clientId, text, by, now: now() }));
      await shop.passes(0);
    },
    log: () =>
      shop.store.read
        .select({ state: webhookDeliveries.state, attempts: webhookDeliveries.attempts, reason: webhookDeliveries.reason })
        .from(webhookDeliveries)
        .orderBy(asc(webhookDeliveries.id)),
  });
}

const textsOf = ({ got }: Receiver) => got.filter(({ type }) => type === 'client.noted').map(({ body }) => JSON.parse(body).data.text);

test('an event comes at once, signed with its time; the signature is of these very bytes', async () => {
  const { receiver, secret, note, clock } = await watchedShop();
  await note('likes berries');
  const [{ id, body, headers }] = receiver.got.slice(-1) as [Received]; // it came
  expect(JSON.parse(body)).toMatchObject({
    id,
    type: 'client.noted',
    at: new Date(clock.now()).toISOString(),
    data: { text: 'likes berries' },
  });
  const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['anna-signature'])) ?? [];
  expect(Number(t)).toBe(Math.floor(clock.now() / 1000));
  expect(v1).toBe(createHmac('sha256', secret).update(`${t}.${body}`).digest('hex'));
});

test('the receiver is stopped for an hour; every event arrives once after it wakes, whatever restarted meanwhile', {
  timeout: 60_000,
}, async () => {
  const shop = await watchedShop('client.noted');
  await shop.note('0');
  await shop.receiver.sleeps();
  for (let i = 1; i <= 12; i++) {
    await shop.note(String(i));
    await shop.passes(minutes(5));
    if (i === 6) await shop.restarts();
  }
  expect(textsOf(shop.receiver)).toEqual(['0']);
  await shop.receiver.wakes();
  for (let i = 0; i < 4; i++) await shop.passes(minutes(5));
  expect(textsOf(shop.receiver).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 13 }, (_, i) => String(i)));
  expect((await shop.log()).every(({ state }) => state === 'delivered')).toBe(true);
  await shop.passes(hours(2));
  expect(shop.receiver.got).toHaveLength(13);
});

test('an event that the receiver chokes on holds up no other', async () => {
  const { receiver, note, passes, log } = await watchedShop('client.noted');
  receiver.answers(({ body }) => (body.includes('poison') ? 500 : 200));
  for (const text of ['poison', 'one', 'two']) await note(text);
  expect(textsOf(receiver)).toEqual(['one', 'two']);
  expect((await log())[0]).toMatchObject({ state: 'waiting', reason: 'HTTP 500' });
  receiver.answers(200);
  await passes(minutes(1));
  expect(textsOf(receiver)).toEqual(['one', 'two', 'poison']);
});

test('a webhook that answers nothing for three days is switched off, the owner hears, and what failed can be sent again', async () => {
  const shop = await watchedShop('client.noted');
  const owner = await shop.colleague('Anna', 'owner');
  await shop.receiver.sleeps();
  await shop.note('lost?');
  for (let i = 0; i < 80; i++) await shop.passes(hours(1));
  owner.sees('is switched off: it has not answered for three days');
  const [webhook] = await shop.store.read.select().from(webhooks);
  expect(webhook?.enabled).toBe(false);
  expect(await shop.log()).toMatchObject([{ state: 'failed', reason: 'ECONNREFUSED' }]);

  await shop.receiver.wakes();
  const { webhookId, clock } = shop;
  const again = () => shop.store.tx((tx) => sendAgain(tx, { webhookId, by, now: clock.now() }));
  await expect(again()).rejects.toThrow('webhook.off');
  await shop.store.tx((tx) => switchWebhook(tx, { webhookId, enabled: true, by, now: clock.now() }));
  expect(await again()).toBe(1);
  await shop.passes(0);
  expect(textsOf(shop.receiver)).toEqual(['lost?']);
  expect(await again()).toBe(0);
});

test('an event that the receiver refuses for three days is failed, and the webhook stays on, for it takes others', async () => {
  const shop = await watchedShop('client.noted');
  shop.receiver.answers(({ body }) => (body.includes('poison') ? 422 : 200));
  await shop.note('poison');
  for (let i = 0; i < 5; i++) {
    await shop.passes(days(1));
    await shop.note('fine');
  }
  expect((await shop.log())[0]).toMatchObject({ state: 'failed', reason: 'HTTP 422' });
  expect((await shop.store.read.select().from(webhooks))[0]?.enabled).toBe(true);
});

test('a receiver that keeps falling over one event lets the others go first', async () => {
  const { receiver, note, passes } = await watchedShop('client.noted');
  receiver.answers(({ body }) => (body.includes('poison') ? 'breaks off' : 200));
  for (const text of ['poison', 'one', 'two']) await note(text);
  for (let i = 0; i < 5; i++) await passes(minutes(1));
  expect(textsOf(receiver)).toEqual(['one', 'two']);
  receiver.answers(200);
  await passes(minutes(20));
  expect(textsOf(receiver)).toEqual(['one', 'two', 'poison']);
});

test('a receiver that says it is gone is asked nothing more, and the owner hears', async () => {
  const shop = await watchedShop('client.noted');
  const owner = await shop.colleague('Anna', 'owner');
  shop.receiver.answers(410);
  await shop.note('first');
  owner.sees('it wants no more events (410)');
  shop.receiver.answers(200);
  await shop.note('second');
  await shop.passes(hours(1));
  expect(shop.receiver.got).toEqual([]);
  expect(await shop.log()).toMatchObject([{ state: 'failed', reason: 'HTTP 410' }]);
});

test('for a day after the secret was changed both sign, then only the new one', async () => {
  const shop = await watchedShop('client.noted');
  const { webhookId, clock, receiver } = shop;
  const renewed = await shop.store.tx((tx) => changeSecret(tx, { webhookId, by, now: clock.now() }));
  const signers = () => {
    const { body, headers } = receiver.got.at(-1) as Received;
    const [, t] = /^t=(\d+)/.exec(String(headers['anna-signature'])) ?? [];
    const given = [...String(headers['anna-signature']).matchAll(/v1=([0-9a-f]{64})/g)].map(([, hex]) => hex);
    return [shop.secret, renewed].map((secret) => given.includes(createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')));
  };
  await shop.note('x');
  expect(signers()).toEqual([true, true]);
  await shop.passes(days(1));
  await shop.note('y');
  expect(signers()).toEqual([false, true]);
});

test('a test goes to this webhook alone, and what waits follows a new address', async () => {
  const shop = await watchedShop('order.placed');
  const [{ webhookId, clock }, other] = [shop, await startReceiver()];
  onTestFinished(() => other.close());
  const test = () => shop.store.tx((tx) => testWebhook(tx, { webhookId, by, now: clock.now() }));
  await test();
  await shop.passes(0);
  expect(shop.receiver.got.map(({ type }) => type)).toEqual(['webhook.tested']);
  await shop.receiver.sleeps();
  await test();
  await shop.passes(0);
  await shop.store.tx((tx) => changeWebhook(tx, { webhookId, url: other.url, by, now: clock.now() }));
  await shop.passes(minutes(1));
  expect(other.got.map(({ type }) => type)).toEqual(['webhook.tested']);
  const elsewhere = { webhookId, url: 'javascript:alert(1)', by, now: clock.now() };
  await expect(shop.store.tx((tx) => changeWebhook(tx, elsewhere))).rejects.toThrow('webhook.bad-address');
});

test('a redirect is not followed', async () => {
  const { receiver, note, log } = await watchedShop('client.noted');
  receiver.answers(302);
  await note('x');
  expect(receiver.got).toEqual([]);
  expect(await log()).toMatchObject([{ state: 'waiting', reason: 'HTTP 302' }]);
});

test('only the events that were chosen come, and none of the shop’s inner affairs', async () => {
  const chosen = await watchedShop('order.placed');
  await chosen.note('x');
  expect(await chosen.log()).toEqual([]);
  const all = await watchedShop();
  await all.colleague('Nina', 'manager');
  await all.note('x');
  expect(all.receiver.got.map(({ type }) => type)).toEqual(['client.appeared', 'client.noted']);
});

test('what is switched off or removed gets nothing more', async () => {
  const shop = await watchedShop('client.noted');
  const { webhookId, clock } = shop;
  await shop.receiver.sleeps();
  await shop.note('waits');
  await shop.store.tx((tx) => switchWebhook(tx, { webhookId, enabled: false, by, now: clock.now() }));
  await shop.receiver.wakes();
  await shop.note('not even tried');
  await shop.passes(hours(1));
  expect(shop.receiver.got).toEqual([]);
  expect(await shop.log()).toMatchObject([{ state: 'failed', reason: 'switched-off' }]);
  await shop.store.tx((tx) => removeWebhook(tx, { webhookId, by, now: clock.now() }));
  await expect(shop.store.tx((tx) => sendAgain(tx, { webhookId, by, now: clock.now() }))).rejects.toThrow('webhook.not-found');
});

test('the secret is not readable in the database, and only an owner manages webhooks', async () => {
  const shop = await watchedShop();
  const [row] = await shop.store.read.select().from(webhooks).where(eq(webhooks.id, shop.webhookId));
  expect(JSON.stringify(row)).not.toContain(shop.secret);
  await shop.note('x');
  expect(await findDeliveries(shop.store.read, { webhookId: shop.webhookId, limit: 10 })).toMatchObject([
    { type: 'client.noted', state: 'delivered', status: 200 },
    { type: 'client.appeared' },
  ]);
  const manager = { kind: 'staff', id: 9999 } as const;
  await expect(
    shop.store.tx((tx) => addWebhook(tx, { url: shop.receiver.url, events: [], by: manager, now: shop.clock.now() })),
  ).rejects.toThrow('access.not-your-role');
});
