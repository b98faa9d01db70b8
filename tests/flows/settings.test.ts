import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { events, settings } from '../../db/schema/work.ts';
import { changeSettings, type SettingsChange } from '../../flows/settings/change-settings.ts';
import { getShop, shopSchema } from '../../flows/shop.ts';
import { type Floor, openFloor } from '../floor.ts';

const owned = async (floor: Floor) => {
  const { id } = await floor.colleague('Ольга', 'owner');
  return (change: SettingsChange) =>
    floor.store.tx((tx) => changeSettings(tx, { change, by: { kind: 'staff', id }, now: floor.clock.now() }));
};

test('the owner renames the shop in both languages, and each reader sees it in their own', async () => {
  const floor = await openFloor();
  const change = await owned(floor);
  await change({ name: { ru: 'Пряник', en: 'Gingerbread' }, pickupAddress: { ru: 'ул. Мира, 1', en: '1 Peace Street' } });
  const [maria, ann] = [floor.client('Мария'), floor.client('Ann')];
  await maria.says('/start');
  expect(maria.sees('Пряник')).toBeDefined();
  await ann.says('/start');
  await ann.presses('English');
  expect(ann.chat.at(-1)?.text).toMatch(/Gingerbread/);
});

test('a change of settings is written down with who, what it was and what it is', async () => {
  const floor = await openFloor();
  const change = await owned(floor);
  const { deliveryFee } = await floor.shop();
  await change({ deliveryFee: deliveryFee + 100_00 });
  await change({ deliveryFee: deliveryFee + 100_00 });
  const found = await floor.store.read.select().from(events).where(eq(events.type, 'shop.changed'));
  expect(found.map(({ actorKind, data }) => [actorKind, data.part, data.changes])).toEqual([
    ['staff', 'settings', { deliveryFee: { from: deliveryFee, to: deliveryFee + 100_00 } }],
  ]);
});

test('settings that cannot be are refused with a sentence, and nothing is written', async () => {
  const floor = await openFloor();
  const change = await owned(floor);
  const before = await floor.shop();
  const shut = { 1: null, 2: null, 3: null, 4: null, 5: null, 6: null, 7: null };
  for (const [wrong, why] of [
    [{ hours: { ...before.hours, 1: ['20:00', '10:00'] } }, 'settings.hours'],
    [{ hours: shut }, 'settings.hours'],
    [{ timezone: 'Europe/Atlantis' }, 'settings.zone'],
    [{ closedDays: ['2026-02-30'] }, 'settings.day'],
    [{ phone: 'звоните' }, 'settings.phone'],
    [{ currency: 'ABC' }, 'settings.currency'],
  ] satisfies [SettingsChange, string][])
    await expect(change(wrong), why).rejects.toThrow(why);
  expect(await floor.shop()).toEqual(before);
});

test('the currency holds from the first order on', async () => {
  const floor = await openFloor();
  const change = await owned(floor);
  await change({ currency: 'EUR' });
  await floor.order();
  await expect(change({ currency: 'USD' })).rejects.toThrow('settings.currency-fixed');
});

test('only the owner changes settings', async () => {
  const floor = await openFloor();
  const { id } = await floor.colleague('Пётр', 'manager');
  const act = floor.store.tx((tx) => changeSettings(tx, { change: { undoSeconds: 5 }, by: { kind: 'staff', id }, now: floor.clock.now() }));
  await expect(act).rejects.toThrow('access.not-your-role');
});

test('a shop that was opened before its name had two languages keeps the name it has', async () => {
  const floor = await openFloor();
  const before = await floor.shop();
  const old = { ...before, name: 'Анна', pickupAddress: 'ул. Ленина, 1' };
  await floor.store.tx(async (tx) => void (await tx.update(settings).set({ value: old }).where(eq(settings.key, 'shop'))));
  const shop = await getShop(floor.store.read);
  expect(shop).toMatchObject({ name: { ru: 'Анна' }, pickupAddress: { ru: 'ул. Ленина, 1' } });
  expect(shopSchema.parse(shop)).toBeDefined();
});
