import { and, eq, isNull } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { stageVisits } from '../../../db/schema/orders.ts';
import { messages } from '../../../db/schema/talk.ts';
import type { Role } from '../../../db/schema/words.ts';
import { outbox, tasks } from '../../../db/schema/work.ts';
import type { By } from '../../../flows/events.ts';
import { allowUnpaid } from '../../../flows/orders/allow-unpaid.ts';
import { askAllergies } from '../../../flows/orders/ask-allergies.ts';
import { assignOrder } from '../../../flows/orders/assign-order.ts';
import { moveOrder, tellNow } from '../../../flows/orders/move-order.ts';
import { undoMove } from '../../../flows/orders/undo-move.ts';
import { recordPayment } from '../../../flows/payments/record-payment.ts';
import { minutes, seconds } from '../../../notifications/time.ts';
import { type Floor, openFloor } from '../../floor.ts';

const system = { kind: 'system' } as const;

async function atWork() {
  const floor = await openFloor();
  const at = (position: number) => floor.stages.find((stage) => stage.position === position)?.id ?? 0;
  const stage = { new: at(1), payment: at(2), workshop: at(3), baking: at(4), delivery: at(5), pickup: at(6), delivered: at(7) };
  const desk = async (name: string, role: Role) => ({ kind: 'staff', id: (await floor.colleague(name, role)).id }) as const;
  const who = {
    manager: await desk('Мария', 'manager'),
    owner: await desk('Анна', 'owner'),
    cook: await desk('Пётр', 'cook'),
    driver: await desk('Иван', 'driver'),
  };
  const move = async (orderId: number, to: number, by: By, reason?: string) => {
    const [shop, now] = [await floor.shop(), floor.clock.now()];
    return floor.store.tx((tx) => moveOrder(tx, { orderId, to, by, now, shop, reason }));
  };
  const undo = async (orderId: number, by: By) => {
    const [shop, now] = [await floor.shop(), floor.clock.now()];
    return floor.store.tx((tx) => undoMove(tx, { orderId, by, now, shop }));
  };
  return { floor, stage, who, move, undo };
}

const pay = (floor: Floor, orderId: number, amount: number, origin = 'a payment') =>
  floor.store.tx((tx) => recordPayment(tx, { orderId, amount, method: 'card', origin, by: system, now: floor.clock.now() }));
const ask = (floor: Floor, orderId: number) => floor.store.tx((tx) => askAllergies(tx, { orderId, by: system, now: floor.clock.now() }));

test('an order cannot go to payment before somebody asked about allergies, and nothing is written', async () => {
  const { floor, stage, who, move } = await atWork();
  const orderId = await floor.order();
  const before = await floor.events();

  await expect(move(orderId, stage.payment, who.manager)).rejects.toThrow('order.allergies-not-asked');

  expect(await floor.events()).toEqual(before);
  expect(await floor.read(orderId)).toMatchObject({ stageId: stage.new });
});

test('an order goes to the workshop when its deposit is paid, and not a kopeck earlier', async () => {
  const { floor, stage, who, move } = await atWork();
  const orderId = await floor.order();
  const { total } = await floor.read(orderId);
  await ask(floor, orderId);
  await move(orderId, stage.payment, who.manager);
  await pay(floor, orderId, total / 2 - 1, 'almost');
  await expect(move(orderId, stage.workshop, who.manager)).rejects.toMatchObject({
    code: 'order.unpaid',
    details: { paid: total / 2 - 1, total, needed: total / 2 },
  });

  await pay(floor, orderId, 1, 'the last kopeck');
  await move(orderId, stage.workshop, who.manager);

  expect(await floor.read(orderId)).toMatchObject({ stageId: stage.workshop, paid: total / 2 });
});

test('the owner lets an unpaid order go on; a manager may not', async () => {
  const { floor, stage, who, move } = await atWork();
  const orderId = await floor.order();
  await ask(floor, orderId);
  await move(orderId, stage.payment, who.manager);
  const allow = (by: By) => floor.store.tx((tx) => allowUnpaid(tx, { orderId, by, now: floor.clock.now() }));

  await expect(allow(who.manager)).rejects.toThrow('access.not-your-role');
  await allow(who.owner);

  await move(orderId, stage.workshop, who.manager);
  expect(await floor.read(orderId)).toMatchObject({ stageId: stage.workshop });
});

test('who jumps over stages meets the guards of all of them', async () => {
  const { floor, stage, who, move } = await atWork();
  const orderId = await floor.order();
  await expect(move(orderId, stage.baking, who.owner)).rejects.toThrow('order.allergies-not-asked');
  await ask(floor, orderId);
  await expect(move(orderId, stage.baking, who.owner)).rejects.toThrow('order.unpaid');
  await pay(floor, orderId, (await floor.read(orderId)).total);
  await expect(move(orderId, stage.baking, who.owner)).rejects.toThrow('order.no-maker');
});

test('a confectioner starts and finishes only their own orders, and only from step to step', async () => {
  const { floor, stage, who, move } = await atWork();
  const orderId = await ready(floor, stage.workshop);
  await expect(move(orderId, stage.baking, who.cook)).rejects.toThrow('access.not-yours');
  await assign(floor, orderId, 'maker', who.cook.id);
  await expect(move(orderId, stage.delivery, who.cook)).rejects.toThrow('access.not-your-role');

  await move(orderId, stage.baking, who.cook);
  await expect(move(orderId, stage.delivered, who.cook)).rejects.toThrow('order.too-far');
  await move(orderId, stage.delivery, who.cook);

  await expect(move(orderId, stage.delivered, who.cook)).rejects.toThrow('access.not-your-role');
  expect(await floor.read(orderId)).toMatchObject({ stageId: stage.delivery });
});

test('a delivery passes no pick-up stage', async () => {
  const { floor, stage, who, move } = await atWork();
  const orderId = await floor.order();
  await expect(move(orderId, stage.pickup, who.owner)).rejects.toThrow('order.not-on-pipeline');
});

test('a second tap is a success without effect, and a tap on an old card is out of date', async () => {
  const { floor, stage, who, move } = await atWork();
  const orderId = await floor.order();
  await ask(floor, orderId);
  const { visitId } = await floor.read(orderId);
  await move(orderId, stage.payment, who.manager);
  const before = await floor.events();

  expect(await move(orderId, stage.payment, who.manager)).toBeUndefined();

  expect(await floor.events()).toEqual(before);
  const shop = await floor.shop();
  const late = floor.store.tx((tx) =>
    moveOrder(tx, { orderId, to: stage.workshop, visitId, by: who.manager, now: floor.clock.now(), shop }),
  );
  await expect(late).rejects.toThrow('order.out-of-date');
});

test('an order goes back only with a reason, and a closed one goes nowhere', async () => {
  const { floor, stage, who, move } = await atWork();
  const orderId = await ready(floor, stage.workshop);
  await expect(move(orderId, stage.payment, who.manager)).rejects.toThrow('order.reason-missing');
  await move(orderId, stage.payment, who.manager, 'Клиент просил подождать');
  expect((await visits(floor, orderId)).at(-1)).toMatchObject({ stageId: stage.payment, reason: 'Клиент просил подождать' });

  await assign(floor, orderId, 'maker', who.cook.id);
  await move(orderId, stage.delivered, who.owner);
  expect(await floor.read(orderId)).toMatchObject({ outcome: 'won' });
  await expect(move(orderId, stage.baking, who.owner, 'ещё раз')).rejects.toThrow('order.already-closed');
});

test('a rule moves what a colleague may not, but no rule gets around the guards', async () => {
  const { floor, stage, move } = await atWork();
  const orderId = await floor.order();
  await expect(move(orderId, stage.payment, { kind: 'automation', id: 1, depth: 1 })).rejects.toThrow('order.allergies-not-asked');
  await ask(floor, orderId);
  await move(orderId, stage.payment, { kind: 'automation', id: 1, depth: 1 });
  expect(await floor.read(orderId)).toMatchObject({ stageId: stage.payment });
  await expect(move(orderId, stage.workshop, { kind: 'client', id: 1 })).rejects.toThrow('access.not-your-role');
});

test('moving a new order on ends the task to contact the client', async () => {
  const { floor, stage, who, move } = await atWork();
  const orderId = await floor.order();
  const open = () =>
    floor.store.read
      .select()
      .from(tasks)
      .where(and(eq(tasks.orderId, orderId), isNull(tasks.doneAt)));
  expect(await open()).toMatchObject([{ title: { ru: 'Связаться с клиентом' } }]);
  await ask(floor, orderId);

  await move(orderId, stage.payment, who.manager);

  expect(await open()).toEqual([]);
});

test('undo puts the order back as if nothing had happened, and the client is told nothing', async () => {
  const { floor, stage, who, move, undo } = await atWork();
  const client = floor.client('Ольга');
  await client.says('Здравствуйте');
  const orderId = await floor.order({ clientId: 1 });
  await ask(floor, orderId);
  const before = await floor.read(orderId);
  floor.clock.advance(minutes(5));
  await move(orderId, stage.payment, who.manager);
  await floor.settles();
  expect(await waiting(floor, orderId)).toHaveLength(1);

  floor.clock.advance(seconds(59));
  await undo(orderId, who.manager);
  await floor.passes(minutes(10));

  expect(await floor.read(orderId)).toMatchObject({
    stageId: stage.new,
    stageSince: before.stageSince,
    reached: before.reached,
    outcome: 'open',
  });
  expect(await waiting(floor, orderId)).toEqual([]);
  expect(await visits(floor, orderId)).toMatchObject([{ stageId: stage.new, enteredAt: before.stageSince, leftAt: null }]);
  expect(client.chat.some(({ text }) => text.includes('к оплате'))).toBe(false);
  expect(
    await floor.store.read
      .select()
      .from(tasks)
      .where(and(eq(tasks.orderId, orderId), isNull(tasks.doneAt))),
  ).toHaveLength(1);
  await expect(undo(orderId, who.manager)).rejects.toThrow('order.');
});

test('a minute later, or once the client is told, nothing can be undone', async () => {
  const { floor, stage, who, move, undo } = await atWork();
  const orderId = await floor.order();
  await ask(floor, orderId);
  await move(orderId, stage.payment, who.manager);
  await expect(undo(orderId, who.cook)).rejects.toThrow('access.not-yours');
  await floor.store.tx((tx) => tellNow(tx, { orderId, by: who.manager, now: floor.clock.now() }));
  await expect(undo(orderId, who.manager)).rejects.toThrow('order.nothing-to-undo');

  await pay(floor, orderId, (await floor.read(orderId)).total);
  await move(orderId, stage.workshop, who.manager);
  floor.clock.advance(seconds(60));
  await expect(undo(orderId, who.owner)).rejects.toThrow('order.undo-too-late');
});

test('a second tap on undo is a success without effect, and after "tell now" the client has been told', async () => {
  const { floor, stage, who, move } = await atWork();
  const client = floor.client('Ольга');
  await client.says('Здравствуйте');
  const orderId = await floor.order({ clientId: 1, allergies: 'none' });
  const visitId = (await move(orderId, stage.payment, who.manager)) ?? 0;
  const shop = await floor.shop();
  const tap = () => floor.store.tx((tx) => undoMove(tx, { orderId, visitId, by: who.manager, now: floor.clock.now(), shop }));
  expect([await tap(), await tap()]).toEqual([true, false]);
  expect((await floor.events()).filter((type) => type === 'order.move-undone')).toHaveLength(1);

  await move(orderId, stage.payment, who.manager);
  await floor.settles();
  await floor.store.tx((tx) => tellNow(tx, { orderId, by: who.manager, now: floor.clock.now() }));
  await floor.settles();
  await expect(floor.store.tx((tx) => undoMove(tx, { orderId, by: who.manager, now: floor.clock.now(), shop }))).rejects.toThrow(
    'order.client-told',
  );
});

test('a confectioner sends nothing back: that is for the head of the workshop and the office', async () => {
  const { floor, stage, who, move } = await atWork();
  const orderId = await ready(floor, stage.workshop);
  await assign(floor, orderId, 'maker', who.cook.id);
  await move(orderId, stage.baking, who.cook);
  await expect(move(orderId, stage.workshop, who.cook, 'нет крема')).rejects.toThrow('access.not-your-role');
  await move(orderId, stage.workshop, who.manager, 'нет крема');
});

test('moving on lets the client hear at once of the stage before', async () => {
  const { floor, stage, who, move } = await atWork();
  const client = floor.client('Ольга');
  await client.says('Здравствуйте');
  const orderId = await floor.order({ clientId: 1 });
  await ask(floor, orderId);
  await move(orderId, stage.payment, who.manager);
  await floor.settles();
  expect(client.chat.some(({ text }) => text.includes('к оплате'))).toBe(false);
  await pay(floor, orderId, (await floor.read(orderId)).total);

  await move(orderId, stage.workshop, who.manager);
  await floor.settles();

  expect(client.sees('к оплате').text).toContain(`№ ${orderId}`);
});

/** An order that may be baked, on the given stage. */
async function ready(floor: Floor, to: number): Promise<number> {
  const orderId = await floor.order();
  await ask(floor, orderId);
  await pay(floor, orderId, (await floor.read(orderId)).total);
  const shop = await floor.shop();
  await floor.store.tx((tx) => moveOrder(tx, { orderId, to, by: system, now: floor.clock.now(), shop }));
  return orderId;
}

const assign = (floor: Floor, orderId: number, part: 'maker' | 'driver', staffId: number) =>
  floor.store.tx((tx) => assignOrder(tx, { orderId, part, staffId, by: system, now: floor.clock.now() }));

const visits = (floor: Floor, orderId: number) =>
  floor.store.read.select().from(stageVisits).where(eq(stageVisits.orderId, orderId)).orderBy(stageVisits.id);

/** Messages to the client that are on their way but not due. */
const waiting = async (floor: Floor, orderId: number) => {
  const lines = await floor.store.read
    .select()
    .from(messages)
    .where(and(eq(messages.orderId, orderId), eq(messages.state, 'waiting')));
  const rows = await floor.store.read
    .select()
    .from(outbox)
    .where(and(eq(outbox.kind, 'message'), isNull(outbox.doneAt)));
  return lines.filter(({ id }) => rows.some(({ payload }) => payload.messageId === id));
};
