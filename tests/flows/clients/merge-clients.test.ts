import { desc, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { clients, identities } from '../../../db/schema/people.ts';
import { messages } from '../../../db/schema/talk.ts';
import { drafts } from '../../../db/schema/work.ts';
import { findDuplicates } from '../../../flows/clients/find-duplicates.ts';
import { findClient, getClient } from '../../../flows/clients/load-client.ts';
import { mergeClients, previewMerge } from '../../../flows/clients/merge-clients.ts';
import { setContact } from '../../../flows/clients/set-contact.ts';
import { tellApart } from '../../../flows/clients/tell-apart.ts';
import { undoMerge } from '../../../flows/clients/undo-merge.ts';
import { encodePress } from '../../../flows/dialogs/press.ts';
import { findTimeline } from '../../../flows/history/find-timeline.ts';
import { type Desk, type Floor, openFloor } from '../../floor.ts';

interface Twins {
  floor: Floor;
  manager: Desk;
  web: Desk;
  by: { kind: 'staff'; id: number };
  /** Came by phone, has an order. */
  caller: number;
  /** Writes in the chat. */
  writer: number;
}

/** One woman with two cards: she called, and she writes in the chat. */
async function twins(): Promise<Twins> {
  const floor = await openFloor();
  const manager = await floor.colleague('Ольга', 'manager');
  const caller = (await floor.read(await floor.order())).clientId;
  const web = floor.client('Ольга П.');
  await web.says('Можно без орехов?');
  const [latest] = await floor.store.read.select({ id: clients.id }).from(clients).orderBy(desc(clients.id)).limit(1);
  return { floor, manager, web, by: { kind: 'staff', id: manager.id }, caller, writer: latest?.id ?? 0 };
}

const all = async ({ store }: Floor) => store.read.select().from(clients).orderBy(clients.id);
const textsOf = async ({ store }: Floor, clientId: number) =>
  (await findTimeline(store.read, { clientId })).moments.flatMap((each) =>
    each.what === 'message' && each.message.direction === 'in' ? [each.message.text] : [],
  );

test('cards with the same number are suggested, until somebody says that these are two people', async () => {
  const { floor, by, caller, writer } = await twins();
  const now = floor.clock.now();
  expect(await findDuplicates(floor.store.read, await getClient(floor.store.read, writer))).toEqual([]);
  await floor.store.tx((tx) => setContact(tx, { clientId: writer, phone: '+79123456789' }));
  expect(await findDuplicates(floor.store.read, await getClient(floor.store.read, writer))).toMatchObject([
    { client: { id: caller }, why: 'said' },
  ]);
  await floor.store.tx((tx) => tellApart(tx, { clientId: caller, otherId: writer, by, now }));
  await floor.store.tx((tx) => tellApart(tx, { clientId: writer, otherId: caller, by, now }));
  for (const id of [caller, writer]) expect(await findDuplicates(floor.store.read, await getClient(floor.store.read, id))).toEqual([]);
});

test('the same name with a number that ends the same is suggested too', async () => {
  const { floor, caller, writer } = await twins();
  await floor.store.tx((tx) => setContact(tx, { clientId: writer, name: 'Ольга Петрова', phone: '+73123456789' }));
  expect(await findDuplicates(floor.store.read, await getClient(floor.store.read, writer))).toMatchObject([
    { client: { id: caller }, why: 'name-and-phone' },
  ]);
});

test('a merge shows everything on one card, old links lead there, and undo brings both back as they were', async () => {
  const { floor, by, web, manager, caller, writer } = await twins();
  const now = floor.clock.now();
  const before = await all(floor);
  const preview = await previewMerge(floor.store.read, { keptId: caller, goneId: writer });
  expect(preview).toMatchObject({ after: { name: 'Ольга Петрова', waitingSince: now }, moves: { identities: 1, orders: 0 } });

  const mergeId = await floor.store.tx((tx) => mergeClients(tx, { keptId: caller, goneId: writer, by, now }));
  expect(await textsOf(floor, caller)).toEqual(['Можно без орехов?']);
  expect((await findClient(floor.store.read, writer))?.id).toBe(caller);
  await web.says('Ау?');
  expect(await textsOf(floor, caller)).toEqual(['Ау?', 'Можно без орехов?']);
  await manager.presses('Ответить');
  await manager.says('Можно!');
  web.sees('Можно!');

  expect(await floor.store.tx((tx) => undoMerge(tx, { mergeId, by, now: floor.clock.now() }))).toBe(true);
  expect(await floor.store.tx((tx) => undoMerge(tx, { mergeId, by, now: floor.clock.now() }))).toBe(false);
  expect(await textsOf(floor, caller)).toEqual([]);
  expect(await textsOf(floor, writer)).toEqual(['Ау?', 'Можно без орехов?']);
  expect(await all(floor)).toEqual(before);
});

test('a merge counts orders anew, and an edit since stays with the kept card when it is undone', async () => {
  const { floor, by, caller, writer } = await twins();
  const now = floor.clock.now();
  const mergeId = await floor.store.tx((tx) => mergeClients(tx, { keptId: writer, goneId: caller, by, now }));
  const kept = await getClient(floor.store.read, writer);
  expect(kept).toMatchObject({ name: 'Ольга П.', phone: '+79123456789', ordersCount: 1, status: 'customer' });
  await floor.store.tx((tx) => setContact(tx, { clientId: writer, name: 'Ольга Павлова' }));
  await floor.store.tx((tx) => undoMerge(tx, { mergeId, by, now }));
  expect(await getClient(floor.store.read, writer)).toMatchObject({ name: 'Ольга Павлова', phone: null, ordersCount: 0 });
  expect(await getClient(floor.store.read, caller)).toMatchObject({ phone: '+79123456789', ordersCount: 1 });
});

test('the later of two merges is undone first; a card does not merge with itself; a confectioner merges nothing', async () => {
  const { floor, by, caller, writer } = await twins();
  const now = floor.clock.now();
  await floor.client('Третья').says('Привет');
  const third = (await all(floor)).at(-1)?.id ?? 0;
  const first = await floor.store.tx((tx) => mergeClients(tx, { keptId: writer, goneId: third, by, now }));
  const second = await floor.store.tx((tx) => mergeClients(tx, { keptId: caller, goneId: writer, by, now }));
  expect((await findClient(floor.store.read, third))?.id).toBe(caller);
  const undo = (mergeId: number) => floor.store.tx((tx) => undoMerge(tx, { mergeId, by, now }));
  await expect(undo(first)).rejects.toThrow('merge.not-undoable');
  await undo(second);
  await undo(first);
  expect((await all(floor)).map(({ mergedInto }) => mergedInto)).toEqual([null, null, null]);

  const merge = (keptId: number, goneId: number, who = by) => floor.store.tx((tx) => mergeClients(tx, { keptId, goneId, by: who, now }));
  await expect(merge(caller, caller)).rejects.toThrow('merge.same');
  const cook = await floor.colleague('Пётр', 'cook');
  await expect(merge(caller, writer, { kind: 'staff', id: cook.id })).rejects.toThrow('access.not-your-role');
});

test('a timeline is read page by page and loses nothing', async () => {
  const { floor, web, writer } = await twins();
  for (let count = 1; count <= 25; count++) {
    floor.clock.advance(1000);
    await web.says(`сообщение ${count}`);
  }
  const seen: string[] = [];
  let before: Parameters<typeof findTimeline>[1]['before'];
  for (let pages = 0; pages < 50; pages++) {
    const page = await findTimeline(floor.store.read, { clientId: writer, limit: 7, ...(before && { before }) });
    expect(page.moments.length).toBeLessThanOrEqual(7);
    seen.push(...page.moments.map((each) => (each.what === 'message' ? `message ${each.message.id}` : `event ${each.event.id}`)));
    before = page.older;
    if (!before) break;
  }
  const lines = await floor.store.read.select({ id: messages.id }).from(messages).where(eq(messages.channel, 'web'));
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.filter((each) => each.startsWith('message'))).toHaveLength(lines.length);
});

test('a colleague’s old buttons of a card that was merged lead to the kept one, and so does a draft', async () => {
  const { floor, by, manager, caller, writer } = await twins();
  await manager.sends({ kind: 'text', text: 'Хочу медовик', forwardedFrom: 'Ольга' });
  const [draft] = await floor.store.tx((tx) => tx.update(drafts).set({ clientId: writer }).returning());
  const [desk] = await floor.store.read.select().from(identities).where(eq(identities.staffId, manager.id));
  const old = encodePress({ kind: 'open', dialog: 'client', args: [String(writer)], keep: true }, desk?.id ?? 0);
  const now = floor.clock.now();
  const mergeId = await floor.store.tx((tx) => mergeClients(tx, { keptId: caller, goneId: writer, by, now }));
  expect(await floor.store.read.select().from(drafts)).toMatchObject([{ id: draft?.id, clientId: caller }]);

  await manager.sends({ kind: 'button', data: old });
  expect(manager.chat.at(-1)?.text).toMatch(/^Ольга Петрова\n/);
  await manager.presses('Сделать заказом');
  for (const label of ['Медовик', 'пн, 23.11', 'Самовывоз', 'Оформить']) await manager.presses(label);
  expect((await floor.read(2)).clientId).toBe(caller);
  await floor.store.tx((tx) => undoMerge(tx, { mergeId, by, now }));
  expect(await floor.store.read.select().from(drafts)).toMatchObject([{ clientId: writer }]);
});
