import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { DatabaseBusy } from '../../db/errors.ts';
import { log } from '../../db/log.ts';
import { events, ruleRuns, rules } from '../../db/schema/work.ts';
import { action } from '../../flows/automation/action.ts';
import { follow } from '../../flows/automation/follow.ts';
import { record } from '../../flows/events.ts';
import { openFloor } from '../floor.ts';

/** A shop whose only rule does what `run` does when somebody appears. */
async function withRule(run: () => Promise<void>) {
  const { store, clock } = await openFloor();
  const actions = new Map([['try', action({ name: 'try', params: z.object({}), run: () => run().then(() => undefined) })]]);
  await store.tx(async (tx) => {
    await tx.delete(rules);
    await tx
      .insert(rules)
      .values({ position: 1, title: { en: 'Try' }, event: 'staff.invited', conditions: [], actions: [{ do: 'try', with: {} }] });
    await record(tx, { type: 'staff.invited', staffId: 1 }, { kind: 'system' }, clock.now());
  });
  const look = () => follow({ store, actions, log, now: clock.now });
  const open = async () => (await store.read.select().from(events).where(eq(events.followed, false))).length;
  return { look, open, runs: () => store.read.select().from(ruleRuns) };
}

const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
const cutOff = Object.assign(new Error('Connection terminated'), { code: '57P01' });

test.each([full, cutOff, new DatabaseBusy('locked')])(
  'a rule that the database let down ($message) runs again with its event, and nobody misses a notice',
  async (trouble) => {
    let tries = 0;
    const { look, open, runs } = await withRule(async () => {
      tries += 1;
      if (tries === 1) throw trouble;
    });

    await expect(look()).rejects.toThrow();
    expect(await runs()).toEqual([]);
    expect(await open()).toBe(1);

    await look();
    expect(await runs()).toMatchObject([{ result: 'done' }]);
    expect(await open()).toBe(0);
  },
);

test('a rule that fails by its own fault is put down as failed, and holds up nothing', async () => {
  const { look, open, runs } = await withRule(() => Promise.reject(new Error('divided by zero')));
  await look();
  expect(await runs()).toMatchObject([{ result: 'failed', note: 'divided by zero' }]);
  expect(await open()).toBe(0);
});
