import { and, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadFolder } from '../../db/folder.ts';
import { log } from '../../db/log.ts';
import { orders } from '../../db/schema/orders.ts';
import { clients, identities, staff } from '../../db/schema/people.ts';
import type { Role } from '../../db/schema/words.ts';
import { type Condition, events, outbox, type RuleAction, ruleRuns, rules, tasks } from '../../db/schema/work.ts';
import type { Action } from '../../flows/automation/action.ts';
import { follow } from '../../flows/automation/follow.ts';
import { deepest } from '../../flows/automation/run-rule.ts';
import { type BusinessEvent, record } from '../../flows/events.ts';
import { openShop } from '../../flows/open-shop.ts';
import { mainPipeline } from '../../flows/orders/pipeline.ts';
import { loadReminders } from '../../flows/orders/plan-reminder.ts';
import bakery from '../../flows/presets/bakery.ts';
import { timerErrand } from '../../flows/timers.ts';
import { instantOf, minutes } from '../../notifications/time.ts';
import type { World } from '../../notifications/worker.ts';
import { openTestStore, type TestStore } from '../database.ts';

const zone = 'Europe/Moscow';
let db: TestStore;
let now = 0;
let actions: Map<string, Action>;

beforeEach(async () => {
  db = await openTestStore();
  now = instantOf('2026-11-20', '12:00', zone); // a Friday
  actions = await loadFolder<Action>(new URL('../../flows/automation/actions/', import.meta.url));
  await loadReminders();
  const given = { preset: bakery, name: 'Анна', language: 'ru' as const, timezone: zone, currency: 'RUB' };
  await db.store.tx(async (tx) => {
    await openShop(tx, new Map(), given);
    await tx.delete(rules); // each test has its own
  });
});
afterEach(() => db.close());

const following = () => follow({ store: db.store, actions, log, now: () => now });
const addRule = (event: string, todo: RuleAction[], conditions: Condition[] = []) =>
  db.store.tx(async (tx) => {
    const [rule] = await tx
      .insert(rules)
      .values({ position: 1, title: { en: 'A rule' }, event, conditions, actions: todo })
      .returning();
    return rule?.id ?? 0;
  });
const happens = (event: BusinessEvent) => db.store.tx((tx) => record(tx, event, { kind: 'system' }, now));
const task = (title: string, dueInMinutes = 10, more: Record<string, unknown> = {}): RuleAction => ({
  do: 'create-task',
  with: { title: { en: title }, role: 'manager', dueInMinutes, ...more },
});
const openTasks = () => db.store.read.select().from(tasks).orderBy(tasks.id);
const runs = () => db.store.read.select().from(ruleRuns).orderBy(ruleRuns.id);

/** Fires every timer that is due by now, as the worker does. */
async function timersFire(): Promise<void> {
  const fire = await timerErrand(actions);
  const world = { store: db.store, now: () => now } as World;
  for (const row of await db.store.read.select().from(outbox).where(eq(outbox.kind, 'timer'))) {
    if (row.doneAt !== null || row.runAt > now) continue;
    const outcome = await fire(row, world);
    await db.store.tx(async (tx) => {
      await tx.update(outbox).set({ doneAt: now, result: 'done' }).where(eq(outbox.id, row.id));
      if ('also' in outcome) await outcome.also?.(tx);
    });
  }
}

async function anOrder(total = 500_000): Promise<{ id: number; clientId: number }> {
  return db.store.tx(async (tx) => {
    const [client] = await tx.insert(clients).values({ name: 'Мария', language: 'ru', createdAt: now }).returning();
    const pipeline = await mainPipeline(tx);
    const place = {
      pipelineId: pipeline.id,
      stageId: pipeline.stages[0]?.id ?? 0,
      stageSince: now,
      reached: 1,
      fulfilment: 'pickup' as const,
    };
    const sums = { itemsTotal: total, total };
    const [order] = await tx
      .insert(orders)
      .values({ ...place, ...sums, origin: `test:${client?.id}`, clientId: client?.id ?? 0, agreed: null, createdAt: now })
      .returning();
    return { id: order?.id ?? 0, clientId: client?.id ?? 0 };
  });
}

async function aColleague(name: string, role: Role): Promise<number> {
  return db.store.tx(async (tx) => {
    const [person] = await tx
      .insert(staff)
      .values({ name, roles: [role], language: 'en', createdAt: now })
      .returning();
    await tx.insert(identities).values({ channel: 'web', address: name, staffId: person?.id ?? 0, createdAt: now });
    return person?.id ?? 0;
  });
}
const placed = (id: number, clientId: number): BusinessEvent => ({ type: 'order.placed', orderId: id, clientId, total: 1, source: null });

describe('rules', () => {
  test('a rule runs once for an event, however often the events are followed', async () => {
    const { id, clientId } = await anOrder();
    await addRule('order.placed', [task('Call')]);
    await happens(placed(id, clientId));
    expect(await following()).toBeGreaterThan(0);
    while ((await following()) > 0);
    expect((await openTasks()).map(({ title }) => title.en)).toEqual(['Call']);
    expect(await runs()).toHaveLength(1);
  });

  test('a rule whose condition does not fit does nothing, and one that is switched off neither', async () => {
    const { id, clientId } = await anOrder(500_000);
    await addRule('order.placed', [task('Large')], [{ field: 'order.total', op: 'more', value: 20_000_000 }]);
    const off = await addRule('order.placed', [task('Off')]);
    await db.store.tx((tx) =>
      tx
        .update(rules)
        .set({ enabled: false })
        .where(eq(rules.id, off))
        .then(() => undefined),
    );
    await happens(placed(id, clientId));
    await following();
    expect(await openTasks()).toEqual([]);
  });

  test('five working minutes asked for on a Saturday evening are over on Monday five minutes after opening', async () => {
    const { id, clientId } = await anOrder();
    await addRule('order.placed', [task('Answer', 5, { working: true })]);
    now = instantOf('2026-11-21', '23:00', zone);
    const shopOpens = (await import('../../notifications/time.ts')).nextOpening(
      now,
      await (await import('../../flows/shop.ts')).getShop(db.store.read),
    );
    await happens(placed(id, clientId));
    await following();
    const [made] = await openTasks();
    expect(made?.dueAt).toBe(shopOpens + minutes(5));
  });

  test('a rule that waits goes on when its time has come, and looks at the order anew', async () => {
    const { id, clientId } = await anOrder();
    await addRule('order.no-answer', [
      { do: 'wait', with: { minutes: 120 } },
      { do: 'only-if', with: { conditions: [{ field: 'order.outcome', op: 'is', value: 'open' }] } },
      task('Call back', 0),
    ]);
    await happens({ type: 'order.no-answer', orderId: id, clientId });
    while ((await following()) > 0);
    now += minutes(119);
    await timersFire();
    expect(await openTasks()).toEqual([]);
    now += minutes(1);
    await timersFire();
    expect((await openTasks()).map(({ title }) => title.en)).toEqual(['Call back']);
    expect((await runs()).map(({ result }) => result)).toEqual(['done']);
  });

  test('a rule that waited stops when the order was closed meanwhile, and its log says why', async () => {
    const { id, clientId } = await anOrder();
    await addRule('order.no-answer', [
      { do: 'wait', with: { minutes: 120 } },
      { do: 'only-if', with: { conditions: [{ field: 'order.outcome', op: 'is', value: 'open' }] } },
      task('Call back', 0),
    ]);
    await happens({ type: 'order.no-answer', orderId: id, clientId });
    while ((await following()) > 0);
    await db.store.tx((tx) =>
      tx
        .update(orders)
        .set({ outcome: 'lost' })
        .where(eq(orders.id, id))
        .then(() => undefined),
    );
    now += minutes(120);
    await timersFire();
    expect(await openTasks()).toEqual([]);
    expect((await runs()).map(({ result, note }) => [result, note])).toEqual([['stopped', 'the conditions no longer hold']]);
  });

  test('rules that set each other off without end are cut at a depth, and that is reported once', async () => {
    const { id, clientId } = await anOrder();
    await addRule('task.created', [task('Again', 10)]);
    await happens(placed(id, clientId));
    await happens({ type: 'task.created', taskId: 1, orderId: id, clientId });
    for (let round = 0; round < 50 && (await following()) > 0; round++);
    expect(await openTasks()).toHaveLength(deepest);
    const looped = await db.store.read.select().from(events).where(eq(events.type, 'rule.looped'));
    expect(looped).toHaveLength(1);
  });

  test('a rule that fails leaves nothing behind but a line in its log, and the next one runs', async () => {
    const { id, clientId } = await anOrder();
    await addRule('order.placed', [task('Half done'), { do: 'wait', with: { minutes: 'soon' } }]);
    await addRule('order.placed', [task('Whole')]);
    await happens(placed(id, clientId));
    while ((await following()) > 0);
    expect((await openTasks()).map(({ title }) => title.en)).toEqual(['Whole']);
    expect((await runs()).map(({ result }) => result).sort()).toEqual(['done', 'failed']);
  });

  test('what several orders have to be told happens side by side, each order in its own sequence', async () => {
    const made = [await anOrder(), await anOrder()];
    await addRule('order.noted', [task('Note', 0)]);
    for (let n = 0; n < 3; n++)
      for (const { id, clientId } of made) await happens({ type: 'order.noted', orderId: id, clientId, text: String(n) });
    while ((await following()) > 0);
    expect(await openTasks()).toHaveLength(6);
  });

  test('a colleague who is missing is replaced by those of the role, and nobody at all by the owner', async () => {
    const { id, clientId } = await anOrder();
    const owner = await aColleague('Anna', 'owner');
    await addRule('order.placed', [{ do: 'notify', with: { to: 'responsible', text: { en: 'Order {number} of {client} over {total}' } } }]);
    await happens(placed(id, clientId));
    while ((await following()) > 0);
    const sent = await db.store.read
      .select()
      .from(outbox)
      .where(and(eq(outbox.kind, 'message'), eq(outbox.channel, 'web')));
    expect(sent.map(({ payload }) => (payload.message as { text: string }).text)).toEqual([`Order ${id} of Мария over ₽5,000`]);
    expect(owner).toBeGreaterThan(0);
  });
});

describe('the reminder of the day before', () => {
  const remind: RuleAction[] = [{ do: 'remind', with: { reminder: 'day-before' } }];
  const dueOn = async (id: number, day: string) =>
    db.store.tx((tx) =>
      tx
        .update(orders)
        .set({ dueAt: instantOf(day, '15:00', zone), dueUntil: instantOf(day, '17:00', zone) })
        .where(eq(orders.id, id))
        .then(() => undefined),
    );
  const reminders = async () => (await db.store.read.select().from(outbox).where(eq(outbox.kind, 'message'))).length;

  async function aClientIn(channel: string, clientId: number): Promise<void> {
    await db.store.tx((tx) =>
      tx
        .insert(identities)
        .values({ channel, address: `${channel}-${clientId}`, clientId, createdAt: now })
        .then(() => undefined),
    );
  }

  test('comes once at noon of the day before, not earlier, with Confirm, Move and Cancel', async () => {
    const { id, clientId } = await anOrder();
    await aClientIn('web', clientId);
    await dueOn(id, '2026-11-25');
    await addRule('order.placed', remind);
    await happens(placed(id, clientId));
    while ((await following()) > 0);
    now = instantOf('2026-11-24', '11:59', zone);
    await timersFire();
    expect(await reminders()).toBe(0);
    now = instantOf('2026-11-24', '12:00', zone);
    await timersFire();
    await timersFire();
    const [row] = await db.store.read.select().from(outbox).where(eq(outbox.kind, 'message'));
    const message = row?.payload.message as { buttons: { label: string }[][] } | undefined;
    expect(message?.buttons.flat().map(({ label }) => label)).toEqual(['Подтверждаю', 'Перенести', 'Отменить заказ']);
    expect(await reminders()).toBe(1);
  });

  test('does not come for an order that was cancelled, moved or confirmed meanwhile', async () => {
    await addRule('order.placed', remind);
    const cases = [{ outcome: 'lost' as const }, { dueAt: instantOf('2026-11-28', '15:00', zone) }, { confirmedAt: now }];
    for (const change of cases) {
      const { id, clientId } = await anOrder();
      await aClientIn('web', clientId);
      await dueOn(id, '2026-11-25');
      await happens(placed(id, clientId));
      while ((await following()) > 0);
      await db.store.tx((tx) =>
        tx
          .update(orders)
          .set(change)
          .where(eq(orders.id, id))
          .then(() => undefined),
      );
    }
    now = instantOf('2026-11-24', '12:00', zone);
    await timersFire();
    expect(await reminders()).toBe(0);
  });

  test('is not made up for when its moment had passed before the order was placed, and the log says so', async () => {
    const { id, clientId } = await anOrder();
    await aClientIn('web', clientId);
    await dueOn(id, '2026-11-20');
    await addRule('order.placed', remind);
    await happens(placed(id, clientId));
    while ((await following()) > 0);
    await timersFire();
    expect(await reminders()).toBe(0);
    expect((await runs()).map(({ note }) => note)).toEqual(['too late for this reminder']);
  });

  test('comes late once after a downtime while it is still useful, and not at all afterwards', async () => {
    for (const [back, expected] of [
      ['2026-11-24T18:00', 1],
      ['2026-11-25T15:01', 1],
    ] as const) {
      const { id, clientId } = await anOrder();
      await aClientIn('web', clientId);
      await dueOn(id, '2026-11-25');
      if (back.startsWith('2026-11-24')) await addRule('order.placed', remind);
      now = instantOf('2026-11-20', '12:00', zone);
      await happens(placed(id, clientId));
      while ((await following()) > 0);
      const [day = '', time = ''] = back.split('T');
      now = instantOf(day, time, zone);
      await timersFire();
      expect(await reminders()).toBe(expected);
    }
  });
});
