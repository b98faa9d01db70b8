import { asc, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { orders, stages } from '../../db/schema/orders.ts';
import { events, rules } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import { mainPipeline } from '../../flows/orders/pipeline.ts';
import { Refused } from '../../flows/refused.ts';
import type { Shop } from '../../flows/shop.ts';
import { addStage } from '../../flows/stages/add-stage.ts';
import { changeStage } from '../../flows/stages/change-stage.ts';
import { removeStage } from '../../flows/stages/remove-stage.ts';
import { reorderStages } from '../../flows/stages/reorder-stages.ts';
import type { StageChange, StageForm } from '../../flows/stages/stage-form.ts';
import { type Floor, openFloor } from '../floor.ts';

const decorating: StageForm = {
  title: { ru: 'Украшение', en: 'Decorating' },
  verb: { ru: 'Украсить', en: 'Decorate' },
  kind: 'open',
  role: 'cook',
  normMinutes: 60,
  requires: [],
  fulfilment: null,
  clientMayChange: false,
};

async function open() {
  const floor = await openFloor();
  const owner = await floor.colleague('Ольга', 'owner');
  const by = { kind: 'staff' as const, id: owner.id };
  const acting = <T>(act: (tx: Tx, given: { by: typeof by; now: number; shop: Shop }) => Promise<T>) =>
    floor.store.tx(async (tx) => act(tx, { by, now: floor.clock.now(), shop: await floor.shop() }));
  const pipelineId = floor.stages[0]?.pipelineId ?? 0;
  const id = (title: string) => floor.stages.find((stage) => stage.title.ru === title)?.id ?? 0;
  return {
    floor,
    owner,
    id,
    titles: async () => (await mainPipeline(floor.store.read)).stages.map(({ title }) => title.ru),
    add: (position: number, more: Partial<StageForm> = {}) =>
      acting((tx, given) => addStage(tx, { pipelineId, position, stage: { ...decorating, ...more }, ...given })),
    change: (stage: string, change: StageChange) => acting((tx, given) => changeStage(tx, { stageId: id(stage), change, ...given })),
    remove: (stage: string, moveTo?: string) =>
      acting((tx, given) => removeStage(tx, { stageId: id(stage), moveTo: moveTo === undefined ? undefined : id(moveTo), ...given })),
    reorder: (...all: string[]) => acting((tx, given) => reorderStages(tx, { pipelineId, stageIds: all.map(id), ...given })),
  };
}

const standsAt = async (floor: Floor, orderId: number) => {
  const { stageId } = await floor.read(orderId);
  const [stage] = await floor.store.read.select({ title: stages.title }).from(stages).where(eq(stages.id, stageId));
  return stage?.title.ru;
};

test('a stage that the owner renames is called so on the cards and buttons that people have, at once', async () => {
  const { floor, change } = await open();
  const manager = await floor.colleague('Мария', 'manager');
  await floor.order();
  await manager.presses('Взять');
  expect(manager.sees('№ 1').text).toContain('Новый');

  await change('Новый', { title: { ru: 'Заявка', en: 'Request' } });
  await change('Оплата', { verb: { ru: 'Выставить счёт', en: 'Invoice' } });
  await floor.settles();
  expect(manager.sees('№ 1').text).toMatch(/^Заказ № 1 · Заявка[\s\S]*Выставить счёт: /);
  await floor.store.tx(async (tx) => void (await tx.update(orders).set({ allergiesAsked: true })));
  await change('Оплата', { verb: { ru: 'Прислать счёт', en: 'Send the bill' } });
  await floor.settles();
  expect(manager.buttonsOn('№ 1')).toContain('▶ Прислать счёт');
});

test('a stage that is added stands in its place, and orders pass through it', async () => {
  const { floor, add, titles } = await open();
  const before = await titles();
  await add(2, { role: 'manager', title: { ru: 'Согласование', en: 'Agreeing' }, verb: { ru: 'Согласовать', en: 'Agree' } });
  expect(await titles()).toEqual([before[0], 'Согласование', ...before.slice(1)]);

  const manager = await floor.colleague('Мария', 'manager');
  const order = await floor.order();
  await manager.presses('Взять');
  await manager.presses('Согласовать');
  expect(await standsAt(floor, order)).toBe('Согласование');
});

test('rules of the preset go on meaning the stage that they meant when its place changes', async () => {
  const { floor, add, id } = await open();
  await add(2, { role: 'manager' });
  const all = await floor.store.read.select().from(rules).orderBy(asc(rules.position));
  const named = all.flatMap(({ conditions }) => conditions).filter(({ field }) => field === 'order.stageId' || field === 'order.stage');
  expect(named.length).toBeGreaterThan(5);
  expect(named.every(({ field }) => field === 'order.stageId')).toBe(true);
  const baking = all.find(({ title }) => title.ru === 'Готовится: сообщить клиенту');
  expect(baking?.conditions[0]).toEqual({ field: 'order.stageId', op: 'is', value: id('Готовится') });
});

test('how far orders have come is told in the new places of the stages', async () => {
  const { floor, add, id } = await open();
  const order = await floor.order();
  await floor.store.tx(
    async (tx) =>
      void (await tx
        .update(orders)
        .set({ reached: 4, stageId: id('Готовится') })
        .where(eq(orders.id, order))),
  );
  await add(2);
  expect((await floor.read(order)).reached).toBe(5);
});

test('working stages change places, and a list that is out of date is refused', async () => {
  const { floor, reorder, titles } = await open();
  const before = (await titles()).map(String);
  const swapped = [before[0], before[2], before[1], ...before.slice(3)].map(String);
  await reorder(...swapped);
  expect(await titles()).toEqual(swapped);
  await expect(reorder(...swapped.slice(1))).rejects.toThrow('list.out-of-date');
  const moved = await floor.store.read.select().from(events).where(eq(events.type, 'shop.changed'));
  expect(moved).toHaveLength(2);
});

test('a pipeline keeps a first working stage, a good end and a bad one, and says why a change is refused', async () => {
  const { add, change, remove, reorder, titles } = await open();
  const before = await titles();
  const [first = '', ...others] = before.map(String);
  for (const [act, why] of [
    [() => remove('Отменён'), 'stages.no-lost'],
    [() => remove('Доставлен'), 'stages.no-won'],
    [() => change('Новый', { fulfilment: 'delivery' }), 'stages.first-for-all'],
    [() => change('Отменён', { fulfilment: 'pickup' }), 'stages.no-lost'],
    [() => reorder(...others, first), 'stages.order'],
    [() => add(1, { kind: 'won' }), 'stages.first-open'],
    [() => add(9), 'stages.order'],
  ] as const)
    await expect(act(), why).rejects.toThrow(why);
  expect(await titles()).toEqual(before);
});

test('a stage with open orders is removed only with a word on where they go', async () => {
  const { floor, add, remove, titles } = await open();
  const stageId = await add(2, { role: 'manager', requires: [] });
  const manager = await floor.colleague('Мария', 'manager');
  const order = await floor.order();
  await manager.presses('Взять');
  await manager.presses('Украсить');
  floor.stages.push(...(await mainPipeline(floor.store.read)).stages.filter(({ id }) => id === stageId));

  const refused = await remove('Украшение').catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Refused);
  expect(refused).toMatchObject({ code: 'stage.orders-stand', details: { count: 1 } });
  await remove('Украшение', 'Оплата');
  await floor.settles();

  expect(await titles()).not.toContain('Украшение');
  expect(await standsAt(floor, order)).toBe('Оплата');
  expect(manager.sees('№ 1').text).toContain('Украшение → Оплата');
});

test('a stage that a rule speaks of stays until the rule is changed or switched off', async () => {
  const { floor, remove, titles } = await open();
  await expect(remove('Оплата')).rejects.toThrow('stage.in-rule');
  await floor.store.tx(async (tx) => void (await tx.update(rules).set({ enabled: false })));
  await remove('Оплата');
  expect(await titles()).not.toContain('Оплата');
});

test('a shorter norm holds for the orders that stand there already', async () => {
  const { floor, change } = await open();
  await floor.order();
  await change('Новый', { normMinutes: 5 });
  await floor.passes(5 * 60_000);
  expect(await floor.events()).toContain('order.stalled');
});

test('only the owner changes stages', async () => {
  const { floor, id } = await open();
  const { id: managerId } = await floor.colleague('Мария', 'manager');
  const act = floor.store.tx(async (tx) =>
    changeStage(tx, {
      stageId: id('Новый'),
      change: { normMinutes: 1 },
      by: { kind: 'staff', id: managerId },
      now: floor.clock.now(),
      shop: await floor.shop(),
    }),
  );
  await expect(act).rejects.toThrow('access.not-your-role');
});
