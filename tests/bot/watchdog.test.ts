import { rmSync } from 'node:fs';
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { judge } from '../../bot/checks/disk.ts';
import { backup, listBackups } from '../../db/backup.ts';
import { dialect } from '../../db/kit.ts';
import { fileOf } from '../../db/open.ts';
import { staff } from '../../db/schema/people.ts';
import { inbox } from '../../db/schema/talk.ts';
import { outbox } from '../../db/schema/work.ts';
import { days, hours, minutes } from '../../notifications/time.ts';
import { openShop, type Phone, type WholeShop } from '../whole-shop.ts';

const staffBot = '102:staff';
const customersBot = '101:customers';

/** A shop with an owner who talks to the staff bot. */
async function open(): Promise<{ shop: WholeShop; owner: Phone; seen: (words: RegExp) => number }> {
  const shop = await openShop();
  const owner = await shop.colleague('Vera', 'owner');
  const seen = (words: RegExp) => owner.person.chat().filter(({ from, text }) => from === 'bot' && words.test(text)).length;
  return { shop, owner, seen };
}

/** Minutes as they pass with the tick ringing. */
async function minutesPass(shop: WholeShop, count: number): Promise<void> {
  for (let minute = 0; minute < count; minute++) await shop.passes(minutes(1));
}

describe('the watchdog', () => {
  test('tells that a webhook points elsewhere', async () => {
    const { shop, seen } = await open();
    await shop.passes(2000); // Telegram takes one a second
    const another = { url: 'https://thief.example/hook', max_connections: 40 };
    const taken = await fetch(`${shop.telegram.url}/bot${customersBot}/setWebhook`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(another),
    });
    expect(await taken.json()).toMatchObject({ ok: true });
    await minutesPass(shop, 3);
    expect(seen(/telegram: the webhook pointed to somebody else’s address \(https:\/\/thief\.example\)/)).toBe(1);
  });

  test('tells the owner by the other bot within five minutes that a token was revoked, with the cure, and once', async () => {
    const { shop, seen } = await open();
    shop.telegram.revoke(customersBot);
    await minutesPass(shop, 5);
    expect(seen(/telegram: the token is no longer valid\. Get a new one from @BotFather/)).toBe(1);
    await minutesPass(shop, 30);
    await shop.restarts();
    await minutesPass(shop, 5);
    expect(seen(/no longer valid/)).toBe(1);
  });

  test('tells of a revoked staff bot by SMS when the owner is nowhere else', async () => {
    const { shop } = await open();
    const phone = '+79031112233';
    await shop.store.tx((tx) =>
      tx
        .update(staff)
        .set({ phone })
        .where(eq(staff.name, 'Vera'))
        .then(() => undefined),
    );
    shop.telegram.revoke(staffBot);
    await minutesPass(shop, 5);
    expect(shop.twilio.sent(phone).map(({ body }) => body)).toEqual([
      expect.stringMatching(/telegram-staff: the token is no longer valid/),
    ]);
  });

  test('says where a Twilio number leads instead, and that it is mended', async () => {
    const { shop, seen } = await open();
    shop.twilio.hooks({ messages: 'https://demo.twilio.com/welcome' });
    await minutesPass(shop, 5);
    expect(seen(/sms: the Twilio number does not lead to us.+https:\/\/anna\.example\/twilio\/sms/)).toBe(1);
    shop.twilio.hooks({ messages: 'https://anna.example/twilio/sms#rc=3' });
    await minutesPass(shop, 5);
    expect(seen(/✅ sms: well again/)).toBe(1);
  });

  test('says that messages do not leave, but not after a sleep of the machine', async () => {
    const { shop, seen } = await open();
    const row = { kind: 'message', channel: 'sms', payload: {}, runAt: shop.clock.now() + days(1), createdAt: shop.clock.now() };
    await shop.store.tx((tx) =>
      tx
        .insert(outbox)
        .values({ ...row, failures: 9 })
        .then(() => undefined),
    );
    await minutesPass(shop, 2);
    expect(seen(/do not leave/)).toBe(0);
    await minutesPass(shop, 3);
    expect(seen(/sms: messages do not leave \(waiting: 1\)/)).toBe(1);
    await shop.store.tx((tx) =>
      tx
        .update(outbox)
        .set({ doneAt: 1 })
        .where(eq(outbox.failures, 9))
        .then(() => undefined),
    );
    await minutesPass(shop, 2);
    expect(seen(/✅ sms: well again/)).toBe(1);
    await shop.passes(days(2));
    expect(seen(/do not leave/)).toBe(1);
  });

  test('hears an unusual silence by day, learned from the past, and none by night', async () => {
    const { shop, owner, seen } = await open();
    const now = shop.clock.now();
    await shop.store.tx(async (tx) => {
      await tx.delete(inbox);
      for (let day = 1; day <= 28; day++)
        for (let hour = 9; hour <= 19; hour++) {
          const receivedAt = now - days(day) - hours(11) + hours(hour);
          const line = { channel: 'telegram', externalId: `${day} ${hour}`, identityId: 1, receivedAt };
          await tx.insert(inbox).values(line);
        }
    });
    // Eleven in the morning: the last word came at seven last night, as on no other day.
    await minutesPass(shop, 12);
    expect(seen(/telegram: unusually quiet/)).toBe(1);
    await shop.store.tx((tx) =>
      tx
        .insert(inbox)
        .values({ channel: 'telegram', externalId: 'now', identityId: 1, receivedAt: shop.clock.now() })
        .then(() => undefined),
    );
    await minutesPass(shop, 12);
    expect(seen(/✅ telegram: well again/)).toBe(1);
    await shop.passes(hours(14));
    await minutesPass(shop, 15);
    expect(seen(/unusually quiet/)).toBe(1);
    owner.sees(/well again/);
  });
});

test.runIf(dialect === 'sqlite')('the watchdog misses backups, and says when there is one again', async () => {
  const { shop, seen } = await open();
  const path = fileOf(shop.anna.config.databaseUrl);
  await minutesPass(shop, 2);
  const made = await listBackups(path);
  expect(made).toHaveLength(1);
  for (const each of made) rmSync(each);
  for (let half = 0; half < 6; half++) await shop.passes(minutes(30));
  expect(seen(/There are no backups/)).toBe(1);
  await backup(path, { now: shop.clock.now() });
  for (let half = 0; half < 4; half++) await shop.passes(minutes(30));
  expect(seen(/✅ Backups: well again/)).toBe(1);
});

test.each([
  [0.4, 100, true],
  [0.6, 2, false],
  [4, 100, true],
  [6, 1000, false],
  [20, 40, false],
])('%s GB free of %s is nearly full: %s', (free, size, isFull) => {
  expect(judge(free * 2 ** 30, size * 2 ** 30).trouble).toBe(isFull ? 'disk-full' : undefined);
});
