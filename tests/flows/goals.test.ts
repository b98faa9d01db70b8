import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { orders } from '../../db/schema/orders.ts';
import { goals } from '../../db/schema/work.ts';
import { goalProgress } from '../../flows/goals/goal-progress.ts';
import { removeGoal } from '../../flows/goals/remove-goal.ts';
import { type SetGoal, setGoal } from '../../flows/goals/set-goal.ts';
import { recordPayment } from '../../flows/payments/record-payment.ts';
import { days, seconds } from '../../notifications/time.ts';
import { type Floor, openFloor } from '../floor.ts';

const system = { kind: 'system' } as const;
const november = { fromDay: '2026-11-01', untilDay: '2026-11-30' } as const;

const set = ({ store, clock }: Floor, goal: Partial<SetGoal> = {}) =>
  store.tx((tx) => setGoal(tx, { kind: 'paid-sum', staffId: null, norm: 1_000_000, ...november, by: system, now: clock.now(), ...goal }));

let payments = 0;
async function pays(floor: Floor, orderId: number, amount: number): Promise<void> {
  const origin = `test ${++payments}`;
  await floor.store.tx((tx) => recordPayment(tx, { orderId, amount, method: 'card', origin, by: system, now: floor.clock.now() }));
  await floor.settles();
  await floor.passes(seconds(3));
}

const orderOf = async (floor: Floor, staffId: number) => {
  const id = await floor.order();
  await floor.store.tx((tx) => tx.update(orders).set({ responsibleId: staffId, total: 100_000_000 }).where(eq(orders.id, id)));
  return id;
};

test('each payment moves the bar in the manager’s chat: one message a day, rewritten', async () => {
  const floor = await openFloor();
  const olga = await floor.colleague('Ольга', 'manager');
  const order = await orderOf(floor, olga.id);
  await set(floor, { staffId: olga.id });
  await floor.settles();
  await floor.passes(seconds(3));

  await pays(floor, order, 300_000);
  expect(olga.sees('Цели').text).toContain('▰▰▰▱▱▱▱▱▱▱ 30 %\n3 000 ₽ из 10 000 ₽');
  const messages = olga.chat.length;
  await pays(floor, order, 450_000);
  expect(olga.sees('Цели').text).toContain('▰▰▰▰▰▰▰▱▱▱ 75 %');
  expect(olga.chat).toHaveLength(messages);

  await floor.passes(days(1));
  await pays(floor, order, 50_000);
  expect(olga.chat.filter(({ text }) => text.includes('Цели'))).toHaveLength(2);
});

test('a reached goal is said aloud once, to its owner and to the bosses', async () => {
  const floor = await openFloor();
  const olga = await floor.colleague('Ольга', 'manager');
  const dima = await floor.colleague('Дима', 'manager');
  const boss = await floor.colleague('Лидия', 'owner');
  const order = await orderOf(floor, olga.id);
  await set(floor, { staffId: olga.id });
  await pays(floor, order, 1_000_000);
  await pays(floor, order, 1_000_000);

  for (const desk of [olga, boss]) expect(desk.chat.filter(({ text }) => text.includes('Цель достигнута'))).toHaveLength(1);
  expect(dima.chat.filter(({ text }) => text.includes('Цел'))).toEqual([]);
});

test('a manager sees only their own goals, the owner all of them', async () => {
  const floor = await openFloor();
  const olga = await floor.colleague('Ольга', 'manager');
  const dima = await floor.colleague('Дима', 'manager');
  const boss = await floor.colleague('Лидия', 'owner');
  await set(floor, { staffId: olga.id });
  await set(floor, { staffId: null, kind: 'orders', norm: 20 });

  for (const desk of [olga, dima, boss]) await desk.says('/goals');
  expect(olga.sees('Оплачено').text).not.toContain('вся команда');
  expect(dima.chat.at(-1)?.text).toBe('Сейчас целей нет. Владелец ставит их в панели.');
  expect(boss.chat.at(-1)?.text).toMatch(/Оплачено · Ольга[\s\S]*Заказов · вся команда/);
});

test('every kind of goal counts what it says, within its days only', async () => {
  const floor = await openFloor();
  const olga = await floor.colleague('Ольга', 'manager');
  const [first, second] = [await orderOf(floor, olga.id), await floor.order()];
  await pays(floor, first, 70_000);
  await pays(floor, second, 5_000);
  const progress = async (goal: Partial<SetGoal>) => {
    const id = await set(floor, goal);
    const [row] = await floor.store.read.select().from(goals).where(eq(goals.id, id));
    if (!row) throw new Error('No goal');
    return goalProgress(floor.store.read, row, await floor.shop());
  };
  const { total } = await floor.read(second);

  expect(await progress({ kind: 'paid-sum' })).toBe(75_000);
  expect(await progress({ kind: 'paid-sum', staffId: olga.id })).toBe(70_000);
  expect(await progress({ kind: 'orders' })).toBe(2);
  expect(await progress({ kind: 'orders', staffId: olga.id })).toBe(1);
  expect(await progress({ kind: 'average-order' })).toBe(Math.round((100_000_000 + total) / 2));
  expect(await progress({ kind: 'new-clients' })).toBe(1);
  expect(await progress({ kind: 'paid-sum', fromDay: '2026-10-01', untilDay: '2026-10-31' })).toBe(0);
});

test('only the owner sets and removes goals; a norm of nothing and days in the wrong order are refused', async () => {
  const floor = await openFloor();
  const olga = await floor.colleague('Ольга', 'manager');
  const boss = await floor.colleague('Лидия', 'owner');
  const by = { kind: 'staff', id: boss.id } as const;
  await expect(set(floor, { by: { kind: 'staff', id: olga.id } })).rejects.toThrow('access.not-your-role');
  await expect(set(floor, { by, norm: 0 })).rejects.toThrow('goal.norm-wrong');
  await expect(set(floor, { by, fromDay: '2026-12-01' })).rejects.toThrow('goal.days-wrong');

  const goalId = await set(floor, { by });
  expect(await set(floor, { by, goalId, norm: 5 })).toBe(goalId);
  await floor.store.tx((tx) => removeGoal(tx, { goalId, by, now: floor.clock.now() }));
  await expect(set(floor, { by, goalId })).rejects.toThrow('goal.not-found');
  await boss.says('/goals');
  expect(boss.chat.at(-1)?.text).toContain('Сейчас целей нет');
});
