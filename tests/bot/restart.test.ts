import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { dialect } from '../../db/kit.ts';
import { outbox, settings } from '../../db/schema/work.ts';
import { hours, seconds } from '../../notifications/time.ts';
import { openShop } from '../whole-shop.ts';

/** As a process leaves it that was killed in the middle of sending and of following. */
async function dies({ store, clock }: Awaited<ReturnType<typeof openShop>>): Promise<void> {
  await store.tx(async (tx) => {
    const held = { worker: 'dead', attempts: 1, runAt: clock.now() + seconds(30), doneAt: null, result: null };
    await tx.update(outbox).set(held).where(eq(outbox.kind, 'message'));
    const value = { holder: 'dead', until: clock.now() + hours(1) };
    await tx.insert(settings).values({ key: 'lease:follower', value }).onConflictDoUpdate({ target: settings.key, set: { value } });
  });
}

test.skipIf(dialect === 'postgres')('the one server of a SQLite file goes on at its start with what its dead forerunner held', async () => {
  const shop = await openShop();
  const mia = await shop.colleague('Mia', 'manager');
  const ann = shop.client('Ann');
  await ann.says('/start');
  const greetings = () => ann.person.chat().filter(({ text }) => text.includes('I’m Anna')).length;
  expect(greetings()).toBe(1);

  await dies(shop);
  await shop.restarts();

  expect(greetings()).toBe(2);
  await ann.says('Is it fresh?');
  expect(mia.sees('Is it fresh?')).toBeDefined();
});
