import { expect, test } from 'vitest';
import { tasks } from '../../db/schema/work.ts';
import { type Desk, type Floor, openFloor } from '../floor.ts';

/** A manager who is asked when the caller wants the cake, on a Friday. */
async function atWhen(): Promise<{ floor: Floor; manager: Desk }> {
  const floor = await openFloor();
  const manager = await floor.colleague('Мария', 'manager');
  await manager.says('/new');
  await manager.says('8 912 000-11-22 Сергей');
  await manager.presses('Медовик');
  return { floor, manager };
}

test.each([
  ['завтра в 3 часа дня', 'суббота, 21 ноября, 14:00–16:00'],
  ['в воскресенье с 12 до 14', 'воскресенье, 22 ноября, 12:00–14:00'],
  ['day after tomorrow at half past four', 'воскресенье, 22 ноября, 16:00–18:00'],
  ['через неделю в пять', 'пятница, 27 ноября, 16:00–18:00'],
])('a colleague on the phone writes down when it is wanted as the caller says it: %s', async (typed, window) => {
  const { manager } = await atWhen();
  await manager.says(typed);
  await manager.presses('🏠 Самовывоз');
  expect(manager.sees('Итого').text).toContain(`Когда: ${window}`);
});

test('what may mean two windows is asked back with both', async () => {
  const { manager } = await atWhen();
  await manager.says('завтра к 16:00');
  expect(manager.buttonsOn('Уточните').slice(0, 2)).toEqual(['сб, 21.11, 14:00–16:00', 'сб, 21.11, 16:00–18:00']);
  await manager.presses('сб, 21.11, 16:00–18:00');
  await manager.presses('🏠 Самовывоз');
  expect(manager.sees('Итого').text).toContain('16:00–18:00');
});

test('a day that has passed is refused with its year, and one that is none as none', async () => {
  const { manager } = await atWhen();
  await manager.says('20.11.2025');
  expect(manager.chat.at(-2)?.text).toBe('Четверг, 20 ноября 2025 г.: этот день уже прошёл.');
  await manager.says('31.02');
  expect(manager.chat.at(-2)?.text).toBe('Такого дня или времени нет. Напишите, например, «сб 14:00».');
});

async function atUntil(): Promise<{ due: () => Promise<string[]>; manager: Desk }> {
  const floor = await openFloor();
  const manager = await floor.colleague('Мария', 'manager');
  await manager.says('/task');
  await manager.says('Купить ленты');
  await manager.presses('Мария');
  const due = async () => (await floor.store.read.select().from(tasks)).map(({ dueAt }) => new Date(dueAt ?? 0).toISOString());
  return { due, manager };
}

test.each([
  ['через полтора часа', 1.5],
  ['in 2 hours', 2],
  ['через 40 минут', 40 / 60],
])('a task is due "%s"', async (typed, hours) => {
  const { due, manager } = await atUntil();
  const before = await due();
  await manager.says(typed);
  const [at = ''] = (await due()).filter((each) => !before.includes(each));
  expect(Date.parse(at)).toBe(Date.parse('2026-11-20T09:00:00Z') + hours * 3_600_000);
});

test('a task for one of two times is asked back with both', async () => {
  const { due, manager } = await atUntil();
  await manager.says('завтра в 9');
  const labels = manager.buttonsOn('Уточните');
  expect(labels.slice(0, 2)).toEqual(['сб, 21.11, 09:00', 'сб, 21.11, 21:00']);
  await manager.presses('сб, 21.11, 09:00');
  expect(await due()).toContain('2026-11-21T06:00:00.000Z');
});
