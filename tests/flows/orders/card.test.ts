import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { orders } from '../../../db/schema/orders.ts';
import { cards } from '../../../db/schema/talk.ts';
import { type Role, roles } from '../../../db/schema/words.ts';
import { outbox } from '../../../db/schema/work.ts';
import { refreshCards, showCard } from '../../../flows/orders/card.ts';
import { moveOrder } from '../../../flows/orders/move-order.ts';
import { loadFacts } from '../../../flows/orders/order-facts.ts';
import { refuseMove, wayOf } from '../../../flows/orders/refuse-move.ts';
import { getStaff } from '../../../flows/staff/find-staff.ts';
import { type Desk, type Floor, openFloor } from '../../floor.ts';

const system = { kind: 'system' } as const;

const show = async ({ store, clock, settles }: Floor, orderId: number, desk: Desk) => {
  await store.tx((tx) => showCard(tx, { orderId, staffId: desk.id, notify: true, now: clock.now() }));
  await settles();
};
const card = (desk: Desk, orderId: number) => desk.sees(`Заказ № ${orderId}`);

test('on every stage each role sees exactly the moves it may make to the next and the last stage', async () => {
  const floor = await openFloor();
  const desks = new Map<Role, Desk>();
  for (const role of roles) desks.set(role, await floor.colleague(role, role));
  const part = (role: Role) => desks.get(role)?.id ?? 0;
  const orderId = await floor.order({ allergies: 'none' });
  await floor.store.tx(
    async (tx) => void (await tx.update(orders).set({ makerId: part('cook'), driverId: part('driver'), unpaidAllowed: true })),
  );
  const shop = await floor.shop();
  let seen = 0;

  for (const position of [1, 2, 3, 4, 5]) {
    const stage = floor.stages.find((each) => each.position === position);
    await floor.store.tx((tx) => moveOrder(tx, { orderId, to: stage?.id ?? 0, by: system, now: floor.clock.now(), shop }));
    for (const [role, desk] of desks) {
      await show(floor, orderId, desk);
      const shown = card(desk, orderId);
      const facts = await loadFacts(floor.store.read, orderId);
      const who = await getStaff(floor.store.read, desk.id);
      const allowed = floor.stages
        .filter((to) => to.kind !== 'lost' && !refuseMove({ ...facts, who, shop, hasReadyPhoto: false }, to.id) && isNear(facts, to.id))
        .map(({ id }) => id);
      expect([role, position, movesOn(shown.message.buttons, floor)], `${role} at ${position}`).toEqual([role, position, allowed]);
      seen += allowed.length;
    }
  }
  expect(seen).toBeGreaterThan(20);

  function isNear(facts: Awaited<ReturnType<typeof loadFacts>>, to: number): boolean {
    const { pipeline, order } = facts;
    const target = pipeline.stages.find(({ id }) => id === to);
    if (!target || to === order.stageId) return false;
    const way = pipeline.stages.filter(
      (each) => each.kind !== 'lost' && (each.fulfilment === null || each.fulfilment === order.fulfilment),
    );
    const steps = way.findIndex(({ id }) => id === to) - way.findIndex(({ id }) => id === order.stageId);
    return steps === 1 || (steps === -1 && wayOf(pipeline, order, target) === 'back');
  }
});

/** The stages that buttons of a card lead to, in the order of the pipeline. */
function movesOn(buttons: { data?: string }[][] = [], floor: Floor): number[] {
  const bodies = buttons.flat().flatMap(({ data = '' }) => (/^O~move~/.test(data) ? [data.split('~')] : []));
  return bodies
    .map(([, , , to]) => Number(to))
    .toSorted((a, b) => floor.stages.findIndex(({ id }) => id === a) - floor.stages.findIndex(({ id }) => id === b));
}

test('several changes before the card leaves are one rewriting, and what is shown already is not sent again', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Мария', 'manager');
  const orderId = await floor.order();
  const rows = async () => (await floor.store.read.select().from(outbox).where(eq(outbox.kind, 'card'))).map(({ result }) => result);
  const before = await rows();

  await floor.store.tx(async (tx) => {
    for (let i = 0; i < 5; i++) await refreshCards(tx, orderId, floor.clock.now());
  });
  expect(await rows()).toEqual([...before, null]);
  await floor.settles();

  expect(await rows()).toEqual([...before, 'skipped']);
  expect(manager.chat.filter(({ text }) => text.startsWith('Заказ №'))).toHaveLength(1);
});

test('a card that shall be noticed comes below, and the old one is taken away', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Мария', 'manager');
  const orderId = await floor.order();
  const first = card(manager, orderId).externalId;

  await show(floor, orderId, manager);

  const shown = manager.chat.filter(({ text }) => text.startsWith('Заказ №'));
  expect(shown).toHaveLength(1);
  expect(shown[0]?.externalId).not.toBe(first);
  expect(await floor.store.read.select().from(cards)).toMatchObject([{ externalId: shown[0]?.externalId }]);
});

test('an order that goes to a colleague leaves nothing of the client on the card of the one before', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Мария', 'manager');
  const [ivan, petr] = [await floor.colleague('Иван', 'driver'), await floor.colleague('Пётр', 'driver')];
  const orderId = await floor.order({ allergies: 'none' });
  await floor.store.tx(async (tx) => void (await tx.update(orders).set({ unpaidAllowed: true, makerId: manager.id, driverId: ivan.id })));
  const shop = await floor.shop();
  const delivery = floor.stages.find(({ position }) => position === 5)?.id ?? 0;
  await floor.store.tx((tx) => moveOrder(tx, { orderId, to: delivery, by: system, now: floor.clock.now(), shop }));
  await show(floor, orderId, ivan);
  expect(card(ivan, orderId).text).toContain('Ольга');

  await show(floor, orderId, manager);
  await manager.presses('👥 Назначить');
  await manager.presses('Водитель');
  await manager.presses('Пётр');

  expect(card(ivan, orderId).text).toBe(`Заказ № ${orderId}\nЭтот заказ сейчас не у вас.`);
  expect(card(ivan, orderId).message.buttons).toEqual([]);
  expect(card(petr, orderId).text).toContain('Ольга');
});

test('a closed address keeps its card from being sent, and nothing waits', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Мария', 'manager');
  const orderId = await floor.order();
  await manager.sends({ kind: 'blocked' });
  expect(await floor.store.tx((tx) => showCard(tx, { orderId, staffId: manager.id, notify: true, now: floor.clock.now() }))).toBe(false);
});

/** A cook's order in baking, whose card is on the screen. */
async function baking(wish: Parameters<Floor['order']>[0] = {}) {
  const floor = await openFloor();
  const cook = await floor.colleague('Пётр', 'cook');
  const orderId = await floor.order({ allergies: 'none', ...wish });
  await floor.store.tx(async (tx) => void (await tx.update(orders).set({ unpaidAllowed: true, makerId: cook.id })));
  const shop = await floor.shop();
  const to = floor.stages.find(({ position }) => position === 4)?.id ?? 0;
  await floor.store.tx((tx) => moveOrder(tx, { orderId, to, by: system, now: floor.clock.now(), shop }));
  await show(floor, orderId, cook);
  return { floor, cook, orderId };
}

const photograph = (desk: Desk, orderId: number) =>
  desk.sends({ kind: 'file', file: { kind: 'photo', remoteId: 'x' }, caption: '', replyTo: card(desk, orderId).externalId });

test('a confectioner sees Ready, a note and a photo, and nothing else', async () => {
  const { cook, orderId } = await baking();
  expect(cook.buttonsOn(`Заказ № ${orderId} ·`)).toEqual(['▶ Готово', '📝 Заметка', '📷 Фото готового']);
  await cook.presses('▶ Готово');
  expect(cook.buttonsOn(`Заказ № ${orderId} ·`)).toEqual(['↶ Вернуть как было', '📝 Заметка', '📷 Фото готового']);
});

test('before anything is baked there is no photo to take', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Мария', 'manager');
  const orderId = await floor.order();
  expect(
    card(manager, orderId)
      .message.buttons?.flat()
      .map(({ label }) => label),
  ).not.toContain('📷 Фото готового');
});

test('a long card stays one message: its picture waits behind a button, and no word of wishes or allergies is cut', async () => {
  const wishes = 'Очень подробные пожелания. '.repeat(40).trim();
  const { cook, orderId } = await baking({ wishes });
  await photograph(cook, orderId);

  const shown = card(cook, orderId);
  expect(shown.text).toContain(wishes);
  expect(shown.message.picture).toBeUndefined();
  await cook.presses('🖼 Ещё фото: 1');
  expect(cook.chat.at(-1)).toMatchObject({ text: `Готовый торт, заказ № ${orderId}` });
  expect(cook.chat.at(-1)?.message.picture).toBeDefined();
});

test('a short card carries its picture, and offers the others', async () => {
  const { cook, orderId } = await baking();
  await photograph(cook, orderId);
  expect(card(cook, orderId).message.picture).toBeDefined();
  await photograph(cook, orderId);
  expect(cook.buttonsOn(`Заказ № ${orderId} ·`)).toContain('🖼 Ещё фото: 1');
});

test('who has not taken an order reads that there is an allergy, not which', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Мария', 'manager');
  const cook = await floor.colleague('Пётр', 'cook');
  const orderId = await floor.order();
  await manager.presses('⚠️ Аллергии');
  await manager.says('фундук');
  await floor.store.tx(async (tx) => void (await tx.update(orders).set({ unpaidAllowed: true })));
  const shop = await floor.shop();
  const to = floor.stages.find(({ position }) => position === 3)?.id ?? 0;
  await floor.store.tx((tx) => moveOrder(tx, { orderId, to, by: system, now: floor.clock.now(), shop }));
  await cook.says('/pool');
  await cook.presses(`№ ${orderId} ·`);
  expect(card(cook, orderId).text).toContain('Есть аллергия: подробности увидит тот, кто возьмёт');
  await cook.presses('Взять');
  expect(card(cook, orderId).text).toContain('Аллергия: фундук');
});
