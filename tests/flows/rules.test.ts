import { asc, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { orders, stages } from '../../db/schema/orders.ts';
import type { Localized } from '../../db/schema/words.ts';
import { type Condition, events, type RuleAction, rules, tasks } from '../../db/schema/work.ts';
import { describeActions } from '../../flows/automation/describe-actions.ts';
import { describeRules } from '../../flows/automation/describe-rules.ts';
import { dryRun } from '../../flows/automation/dry-run.ts';
import { allRules } from '../../flows/automation/get-rule.ts';
import { loadActions } from '../../flows/automation/load-actions.ts';
import type { RuleForm } from '../../flows/automation/refuse-rule.ts';
import { removeRule } from '../../flows/automation/remove-rule.ts';
import { reorderRules } from '../../flows/automation/reorder-rules.ts';
import { ruleLog } from '../../flows/automation/rule-log.ts';
import { ruleForm, saveRule } from '../../flows/automation/save-rule.ts';
import { switchRule } from '../../flows/automation/switch-rule.ts';
import { orderWords, unknownWords } from '../../flows/automation/words.ts';
import { texts } from '../../flows/texts/texts.ts';
import { days, minutes } from '../../notifications/time.ts';
import { type Floor, openFloor } from '../floor.ts';

const actions = await loadActions();

const callBack: RuleAction = {
  do: 'create-task',
  with: { title: { ru: 'Позвонить: заказ {number}', en: 'Call: order {number}' }, role: 'manager', dueInMinutes: 30 },
};
const rule = (more: Partial<RuleForm> = {}): RuleForm => ({
  title: { ru: 'Моё правило', en: 'My rule' },
  event: 'order.placed',
  conditions: [],
  actions: [callBack],
  enabled: true,
  ...more,
});

async function open() {
  const floor = await openFloor();
  const { id } = await floor.colleague('Ольга', 'owner');
  const acting = { by: { kind: 'staff' as const, id }, now: floor.clock.now() };
  return {
    floor,
    save: (form: RuleForm, ruleId?: number) => floor.store.tx((tx) => saveRule(tx, { ruleId, rule: form, actions, ...acting })),
    turn: (ruleId: number, enabled: boolean) => floor.store.tx((tx) => switchRule(tx, { ruleId, enabled, ...acting })),
    remove: (ruleId: number) => floor.store.tx((tx) => removeRule(tx, { ruleId, ...acting })),
    reorder: (ruleIds: number[]) => floor.store.tx((tx) => reorderRules(tx, { ruleIds, ...acting })),
    stage: (title: string) => floor.stages.find((stage) => stage.title.ru === title)?.id ?? 0,
  };
}

const tasksOf = async (floor: Floor, origin: number) =>
  (await floor.store.read.select().from(tasks).orderBy(asc(tasks.id))).filter((task) => task.origin.startsWith(`rule:${origin}:`));

test('a rule that the owner writes fires on the next order, and its log says which order and why', async () => {
  const { floor, save } = await open();
  const id = await save(rule());
  const order = await floor.order();
  expect((await tasksOf(floor, id)).map(({ title }) => title)).toEqual([{ ru: `Позвонить: заказ ${order}`, en: `Call: order ${order}` }]);
  expect(await ruleLog(floor.store.read, { ruleId: id })).toMatchObject([
    { orderId: order, event: 'order.placed', result: 'done', title: { ru: 'Моё правило' } },
  ]);
  expect((await ruleLog(floor.store.read, { orderId: order })).length).toBeGreaterThan(1);
});

test('a rule that is switched off or removed does nothing from then on, and switched on it works again', async () => {
  const { floor, save, turn, remove } = await open();
  const id = await save(rule());
  await turn(id, false);
  await floor.order();
  expect(await tasksOf(floor, id)).toHaveLength(0);
  await turn(id, true);
  await floor.order();
  expect(await tasksOf(floor, id)).toHaveLength(1);
  await remove(id);
  await floor.order();
  expect(await tasksOf(floor, id)).toHaveLength(1);
  await expect(turn(id, true)).rejects.toThrow('rule.not-found');
});

test('every rule of the preset can be opened in the editor and saved as it is', async () => {
  const { floor, save } = await open();
  const all = await allRules(floor.store.read);
  for (const { id, title, event, conditions, actions: steps, enabled } of all)
    await expect(save(ruleForm.parse({ title, event, conditions, actions: steps, enabled }), id), title.ru).resolves.toBe(id);
  expect(await floor.store.read.$count(events, eq(events.type, 'shop.changed'))).toBe(0);
});

test('a rule that cannot work is refused with a sentence', async () => {
  const { floor, save, stage } = await open();
  const when = (...conditions: Condition[]) => rule({ event: 'order.moved', conditions });
  const does = (name: string, params: Record<string, unknown>) => rule({ actions: [{ do: name, with: params }] });
  for (const [wrong, why] of [
    [rule({ event: 'order.eaten' }), 'rule.no-event'],
    [rule({ actions: [] }), 'rule.no-action'],
    [does('dance', {}), 'rule.no-action'],
    [does('wait', { minutes: 'soon' }), 'rule.wrong-param'],
    [does('tell-client', { text: { ru: ' ' } }), 'rule.wrong-param'],
    [does('tell-client', { text: { ru: 'Заказ {nomer}' } }), 'rule.unknown-word'],
    [does('remind', { reminder: 'never' }), 'rule.wrong-param'],
    [does('move', { to: 9999 }), 'rule.no-stage'],
    [when({ field: 'order.secret', op: 'is', value: 1 }), 'rule.no-field'],
    [when({ field: 'event.amount', op: 'more', value: 1 }), 'rule.field-not-here'],
    [when({ field: 'order.stageId', op: 'is', value: 9999 }), 'rule.no-stage'],
    [when({ field: 'order.total', op: 'more', value: 'много' }), 'rule.wrong-value'],
    [when({ field: 'event.way', op: 'is', value: 'sideways' }), 'rule.wrong-value'],
    [when({ field: 'event.way', op: 'more', value: 'forward' }), 'rule.wrong-value'],
    [
      rule({ actions: [{ do: 'only-if', with: { conditions: [{ field: 'order.stageId', op: 'in', value: [stage('Новый'), 9999] }] } }] }),
      'rule.no-stage',
    ],
  ] satisfies [RuleForm, string][])
    await expect(save(wrong), why).rejects.toThrow(why);
  expect((await allRules(floor.store.read)).some(({ title }) => title.ru === 'Моё правило')).toBe(false);
});

test('a rule whose stage was taken away cannot be switched on again', async () => {
  const { floor, save, turn, stage } = await open();
  const id = await save(
    rule({ event: 'order.moved', conditions: [{ field: 'order.stageId', op: 'is', value: stage('Оплата') }], enabled: false }),
  );
  await floor.store.tx(
    async (tx) =>
      void (await tx
        .update(stages)
        .set({ removedAt: 1 })
        .where(eq(stages.id, stage('Оплата')))),
  );
  await expect(turn(id, true)).rejects.toThrow('rule.no-stage');
});

test('a dry run names the orders of last month that a rule would have touched, and does nothing', async () => {
  const { floor } = await open();
  const [small, large] = [await floor.order(), await floor.order()];
  await floor.store.tx(async (tx) => void (await tx.update(orders).set({ total: 300_000_00 }).where(eq(orders.id, large))));
  const before = await floor.events();
  const wanted = { event: 'order.placed', conditions: [{ field: 'order.total', op: 'more' as const, value: 200_000_00 }] };
  const { touched, looked } = await dryRun(floor.store.read, { rule: wanted, now: floor.clock.now() });
  expect(touched.map(({ orderId }) => orderId)).toEqual([large]);
  expect(looked).toBe(2);
  expect(small).not.toBe(large);
  expect(await floor.events()).toEqual(before);
  expect((await dryRun(floor.store.read, { rule: wanted, now: floor.clock.now() + days(31) })).touched).toEqual([]);
});

test('a dry run sees an order at the stage where it stood then, not where it stands now', async () => {
  const { floor, stage } = await open();
  const manager = await floor.colleague('Мария', 'manager');
  const id = await floor.order();
  await manager.presses('Взять');
  await floor.store.tx(async (tx) => void (await tx.update(orders).set({ allergiesAsked: true, unpaidAllowed: true })));
  await floor.passes(1000);
  await manager.says('/start');
  await manager.says(String(id));
  await manager.presses('К оплате');
  await floor.passes(60_000);
  await manager.presses('В цех');
  const came = (title: string) => ({
    event: 'order.moved',
    conditions: [{ field: 'order.stageId', op: 'is' as const, value: stage(title) }],
  });
  const touched = async (title: string) => (await dryRun(floor.store.read, { rule: came(title), now: floor.clock.now() })).touched.length;
  expect([await touched('Оплата'), await touched('В цехе'), await touched('Готовится')]).toEqual([1, 1, 0]);
});

test('rules run in the order that the owner gives them', async () => {
  const { floor, reorder } = await open();
  const before = (await allRules(floor.store.read)).map(({ id }) => id);
  const wanted = before.toReversed();
  await reorder(wanted);
  expect((await allRules(floor.store.read)).map(({ id }) => id)).toEqual(wanted);
  await expect(reorder(wanted.slice(1))).rejects.toThrow('list.out-of-date');
});

test('every input of every action says how it is filled in, and has a name in both languages', () => {
  const described = describeActions(actions);
  expect(described.map(({ name }) => name).sort()).toEqual([...actions.keys()].sort());
  for (const { rules: words } of Object.values(texts)) {
    for (const { name, inputs } of described) {
      expect(Object.keys(words.actions)).toContain(name);
      for (const { key, words: choices = [], kind } of inputs) {
        expect(Object.keys(words.params)).toContain(key);
        if (kind === 'word' || kind === 'words') expect(Object.keys(words.words)).toEqual(expect.arrayContaining([...choices]));
      }
    }
  }
});

test('what an owner changed of a rule is written down with old and new', async () => {
  const { floor, save } = await open();
  const id = await save(rule());
  await save(rule({ event: 'order.confirmed' }), id);
  const found = await floor.store.read.select().from(events).where(eq(events.type, 'shop.changed')).orderBy(asc(events.id));
  expect(found.map(({ data }) => data.how)).toEqual(['added', 'changed']);
  expect(found[1]?.data.changes).toEqual({ event: { from: 'order.placed', to: 'order.confirmed' } });
  expect(await floor.store.read.$count(rules)).toBeGreaterThan(1);
});

test('an action sees what the one before it did: whoever has just been assigned is the one who is told', async () => {
  const { floor, save } = await open();
  const [maria, dima] = [await floor.colleague('Мария', 'manager'), await floor.colleague('Дима', 'manager')];
  await save(
    rule({
      actions: [
        { do: 'assign', with: { part: 'responsible', role: 'manager', how: 'turn' } },
        { do: 'notify', with: { to: 'responsible', text: { ru: 'Теперь он ваш: {number}' } } },
      ],
    }),
  );
  const { responsibleId } = await floor.read(await floor.order());
  const [theirs, others] = responsibleId === maria.id ? [maria, dima] : [dima, maria];
  expect(theirs.sees('Теперь он ваш').text).toContain('ваш: 1');
  expect(others.chat.some(({ text }) => text.includes('Теперь он ваш'))).toBe(false);
});

test('what a rule writes into an order stands in the journal, and the client’s own wishes stay', async () => {
  const { floor, save } = await open();
  await save(rule({ actions: [{ do: 'set', with: { field: 'wishes', value: 'Положить открытку' } }] }));
  const id = await floor.order({ wishes: 'без орехов' });
  expect((await floor.read(id)).wishes).toBe('без орехов\nПоложить открытку');
  const [edited] = await floor.store.read.select().from(events).where(eq(events.type, 'order.edited'));
  expect(edited).toMatchObject({
    actorKind: 'automation',
    orderId: id,
    data: { changes: { wishes: { from: 'без орехов', to: 'без орехов\nПоложить открытку' } } },
  });
});

test('a rule that is rewritten while it waits does not go on in the middle of something else', async () => {
  const { floor, save } = await open();
  const wait: RuleAction = { do: 'wait', with: { minutes: 30 } };
  const id = await save(rule({ actions: [wait, callBack] }));
  await floor.order();
  await save(rule({ actions: [callBack, callBack] }), id);
  await floor.passes(minutes(31));
  expect(await tasksOf(floor, id)).toEqual([]);
  expect(await ruleLog(floor.store.read, { ruleId: id })).toMatchObject([{ result: 'stopped' }]);
});

test('a text is offered only the names that its event can fill', async () => {
  const { floor } = await open();
  const { events: known } = await describeRules(floor.store.read, actions, 'ru');
  const offeredFor = (event: string) => known.find(({ name }) => name === event)?.textWords ?? [];
  expect(offeredFor('order.placed')).toEqual([...orderWords]);
  expect(offeredFor('payment.received')).toEqual([...orderWords, 'amount']);
  expect(offeredFor('task.overdue')).toEqual([...orderWords, 'task', 'assignee']);
  for (const { event, actions: todo } of await allRules(floor.store.read))
    for (const text of todo.flatMap(({ with: given }) => [given.text, given.title]).filter((each) => each !== undefined))
      expect(unknownWords(text as Localized, offeredFor(event)), event).toEqual([]);
});
