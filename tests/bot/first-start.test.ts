import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { firstStart } from '../../bot/first-start.ts';
import { readConfig } from '../../config.ts';
import { openFiles } from '../../db/files.ts';
import { identities, invites, staff } from '../../db/schema/people.ts';
import { rules } from '../../db/schema/work.ts';
import { joinStaff } from '../../flows/staff/join-staff.ts';
import { openTestStore } from '../database.ts';

const at = Date.parse('2027-03-01T11:00:00+03:00');

async function newShop() {
  const db = await openTestStore();
  const folder = mkdtempSync(join(tmpdir(), 'anna-first-'));
  const printed = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  onTestFinished(async () => {
    printed.mockRestore();
    await db.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const config = readConfig({ SECRET: 'not a secret, only long enough to be one', SHOP_LANGUAGE: 'en' }, folder);
  /** Starts, and answers the owner's code if one was printed. */
  const starts = async () => {
    printed.mockClear();
    await firstStart({ store: db.store, files: openFiles(folder), config, now: () => at });
    return /start=([\w-]+)/.exec(printed.mock.calls.flat().join(''))?.[1];
  };
  const comesIn = (code: string | undefined) =>
    db.store.tx(async (tx) => {
      const address = { channel: 'web', address: `owner ${code}`, createdAt: at };
      const [identity] = await tx.insert(identities).values(address).returning({ id: identities.id });
      return joinStaff(tx, { code: code ?? '', identityId: identity?.id ?? 0, now: at });
    });
  return { store: db.store, starts, comesIn };
}

test('every start prints the way in until an owner has come in: the first one may have ended before anybody read it', async () => {
  const { store, starts, comesIn } = await newShop();
  const first = await starts();
  const second = await starts();
  const ways = await store.read.select({ purpose: invites.purpose }).from(invites).orderBy(invites.purpose);
  expect(ways, 'the newest way into each door is the only one').toEqual([{ purpose: 'bot' }, { purpose: 'panel' }]);
  expect(await comesIn(first)).toBeUndefined();
  expect(await comesIn(second)).toMatchObject({ roles: ['owner'] });
  expect(await starts()).toBeUndefined();
  expect(await store.read.select().from(staff)).toHaveLength(1);
});

test('a second start opens no second shop', async () => {
  const { store, starts } = await newShop();
  await starts();
  const before = await store.read.select().from(rules);
  await starts();
  expect(await store.read.select().from(rules)).toEqual(before);
});
