import { desc, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { clients } from '../../db/schema/people.ts';
import { attachments } from '../../db/schema/talk.ts';
import { calls, events } from '../../db/schema/work.ts';
import { hours } from '../../notifications/time.ts';
import { byWhatsapp } from '../whole-shop.ts';
import { orderOf } from './caller-order.ts';
import { openPanelShop, type PanelBrowser, signIn } from './panel-shop.ts';

/** What a page gets: the status and the answer, or the sentence why not. */
async function asked(browser: PanelBrowser, path: string) {
  const response = await browser.get(`/admin/ask/${path}`, { 'sec-fetch-site': 'same-origin' });
  // biome-ignore lint/suspicious/noExplicitAny: pages differ, and the tests look at what they name
  const body = (await response.json()) as any;
  return { status: response.status, answer: body.answer, error: body.error };
}

async function done(browser: PanelBrowser, path: string, form: object) {
  const response = await browser.post(`/admin/do/${path}`, form);
  // biome-ignore lint/suspicious/noExplicitAny: as above
  const body = (await response.json()) as any;
  return { status: response.status, answer: body.answer, error: body.error, sentence: body.sentence };
}

test('an order’s page opens after the look is in the journal, and says where the order may go and why not elsewhere', async () => {
  const panel = await openPanelShop();
  const manager = await panel.signedIn('Olga', 'manager');
  const { orderId, clientId } = await orderOf(panel);
  expect((await asked(manager, `order/page?id=${orderId}`)).answer).toEqual({ seen: false });
  await done(manager, 'order/look', { id: orderId });
  const { answer } = await asked(manager, `order/page?id=${orderId}`);
  expect(answer).toMatchObject({
    order: { id: orderId, wishes: 'A unicorn', address: '12 Lesnaya street' },
    client: { id: clientId, shownPhone: '+7 916 555 44 17' },
    allergies: 'sealed',
  });
  expect(JSON.stringify(answer)).not.toContain('peanuts');
  expect(answer.moves.some(({ why }: { why: string | null }) => why?.includes('paid'))).toBe(true);
  const views = await panel.shop.store.read.select().from(events).where(eq(events.type, 'order.viewed'));
  expect(views).toMatchObject([{ actorId: manager.id, orderId, clientId, followed: true, data: { what: 'page' } }]);
  expect(views[0]?.data.door).toMatch(/^panel: /);
});

test('allergies are shown by a press only, and the journal keeps who pressed', async () => {
  const panel = await openPanelShop();
  const head = await panel.signedIn('Boris', 'workshop-head');
  const { orderId } = await orderOf(panel);
  expect((await done(head, 'order/allergies', { id: orderId })).answer).toBe('peanuts');
  const [view] = await panel.shop.store.read.select().from(events).where(eq(events.type, 'order.viewed'));
  expect(view).toMatchObject({ actorId: head.id, data: { what: 'allergies' } });
});

test('the workshop sees an order without phone and money, and a client’s card as one that does not exist', async () => {
  const panel = await openPanelShop();
  const head = await panel.signedIn('Boris', 'workshop-head');
  const { orderId, clientId } = await orderOf(panel);
  await done(head, 'order/look', { id: orderId });
  const { answer } = await asked(head, `order/page?id=${orderId}`);
  expect(answer).toMatchObject({ client: null, money: null, agreed: null, order: { map: null, address: null } });
  expect(JSON.stringify(answer)).not.toMatch(/555|Petrova|Semin|Lesnaya/);

  const mine = await asked(head, `client/card?id=${clientId}`);
  expect(mine).toEqual(await asked(head, 'client/card?id=999999'));
  expect(mine).toMatchObject({ status: 404, error: 'client.not-found' });
  expect((await done(head, 'client/look', { id: clientId })).status).toBe(404);
  expect((await asked(head, 'inbox/list')).status).toBe(403);
  const found = await asked(head, 'search/find?text=Petrova');
  expect(found.answer).toEqual({ orders: [], clients: [], lines: [] });
  expect((await asked(head, `search/find?text=${orderId}`)).answer.orders).toMatchObject([{ id: orderId, client: null }]);
});

test('an order is edited, and whoever looked at an older state is told of the conflict', async () => {
  const panel = await openPanelShop();
  const manager = await panel.signedIn('Olga', 'manager');
  const { orderId } = await orderOf(panel);
  await done(manager, 'order/look', { id: orderId });
  const { answer } = await asked(manager, `order/page?id=${orderId}`);
  const { version } = answer.order;
  const edit = (change: object, at = version) => done(manager, 'order/edit', { orderId, version: at, change });
  expect((await edit({ wishes: 'A dragon', contactPhone: '8 912 000 11 22' })).status).toBe(200);
  expect(await edit({ wishes: 'A cat' })).toMatchObject({ status: 422, error: 'order.changed-meanwhile' });
  expect(await edit({ address: ' ' }, version + 1)).toMatchObject({ error: 'order.address-missing' });
  expect(await edit({ contactPhone: '12' }, version + 1)).toMatchObject({ error: 'client.phone-wrong' });
  const [told] = (await asked(manager, `order/edits?id=${orderId}`)).answer;
  expect(told).toMatchObject({
    who: 'Olga',
    changes: expect.arrayContaining([
      { what: 'Recipient’s phone', from: '+7 916 555 44 17', to: '+7 912 000 11 22' },
      { what: 'Wishes', from: 'A unicorn', to: 'A dragon' },
    ]),
  });
  expect((await asked(manager, 'search/find?text=dragon')).answer.orders).toMatchObject([{ id: orderId }]);

  expect((await edit({ contactPhone: '8 912 000 11 22 доб. 5, after 6' }, version + 1)).status).toBe(200);
  const { client } = (await asked(manager, `order/page?id=${orderId}`)).answer;
  expect(client).toMatchObject({
    phone: '+79120001122',
    contactNote: 'ext. 5, after 6',
    contactPhone: '+7 912 000 11 22, ext. 5, after 6',
  });
  // The window shows it as one line, which can be saved as it is.
  expect((await edit({ contactPhone: client.contactPhone, wishes: 'A cat' }, version + 2)).status).toBe(200);
  expect((await asked(manager, `order/page?id=${orderId}`)).answer.client).toEqual(client);
});

test('an order is paid once however often the button is pressed, moved, put back, rescheduled and cancelled', async () => {
  const panel = await openPanelShop();
  const owner = await panel.signedIn('Anna', 'owner');
  const { orderId } = await orderOf(panel);
  await done(owner, 'order/look', { id: orderId });
  const page = async () => (await asked(owner, `order/page?id=${orderId}`)).answer;
  const before = await page();
  const payment = { orderId, amount: before.money.deposit, method: 'cash', origin: crypto.randomUUID() };
  expect((await done(owner, 'order/pay', payment)).answer).toBe(true);
  expect((await done(owner, 'order/pay', payment)).answer).toBe(false);
  expect((await page()).money).toMatchObject({ paid: before.money.deposit, deposit: 0 });

  const to = before.moves.find((move: { why: string | null; way: string }) => move.why === null && move.way === 'forward');
  const moved = await done(owner, 'order/move', { orderId, to: to.id, visitId: before.order.visitId });
  expect((await page()).undo).toMatchObject({ visitId: moved.answer.visitId });
  await done(owner, 'order/undo', { orderId, visitId: moved.answer.visitId });
  expect((await page()).order.stage).toBe(before.order.stage);

  const dueAt = before.order.dueAt + hours(24);
  expect((await done(owner, 'order/reschedule', { orderId, dueAt, dueUntil: null })).status).toBe(200);
  const day = new Date(dueAt + hours(3)).toISOString().slice(0, 10);
  const { days } = (await asked(owner, `calendar/days?from=${day}&count=1`)).answer;
  expect(days).toMatchObject([{ day, orders: [{ id: orderId, client: 'Peter Semin' }] }]);

  expect(await done(owner, 'order/cancel', { orderId, reason: ' ' })).toMatchObject({ status: 400 });
  expect((await done(owner, 'order/cancel', { orderId, reason: 'price' })).status).toBe(200);
  expect(await page()).toMatchObject({ order: { outcome: 'lost', lossReason: 'Too expensive' }, moves: [] });
});

test('a client’s chat is answered from the panel; the client gets it in the messenger', async () => {
  const panel = await openPanelShop();
  const manager = await panel.signedIn('Olga', 'manager');
  const maria = panel.shop.client('Maria');
  await maria.says('/start');
  await maria.says('Is there anything without nuts?');
  const { answer } = await asked(manager, 'inbox/list');
  expect(answer).toMatchObject({ open: 1, conversations: [{ name: 'Maria', unread: 1, channel: 'telegram' }] });
  const id = answer.conversations[0].clientId;
  expect((await asked(manager, `inbox/chat?id=${id}`)).answer).toEqual({ client: null });
  await done(manager, 'inbox/look', { id });
  const { lines } = (await asked(manager, `inbox/chat?id=${id}`)).answer;
  expect(lines.map(({ text }: { text: string }) => text)).toContain('Is there anything without nuts?');
  expect((await done(manager, 'inbox/write', { id, text: 'Yes, the honey cake' })).answer).toMatchObject({
    inside: false,
    channel: 'telegram',
  });
  await panel.shop.passes(1000);
  maria.sees('Yes, the honey cake');
  expect((await asked(manager, 'inbox/list')).answer).toMatchObject({ open: 1, conversations: [{ waitingSince: null, withPerson: true }] });
  expect((await asked(manager, 'search/find?text=nuts')).answer.lines).toMatchObject([{ clientId: id }]);

  await done(manager, 'inbox/done', { id });
  const timeline = (await asked(manager, `client/timeline?id=${id}`)).answer.moments;
  expect(timeline.some((each: { what: string; event?: { text: string } }) => each.event?.text === 'The chat was closed')).toBe(true);
});

test('two cards are merged with a preview, the old number leads to the kept card, and undo brings both back', async () => {
  const panel = await openPanelShop();
  const manager = await panel.signedIn('Olga', 'manager');
  const { clientId } = await orderOf(panel);
  const maria = panel.shop.client('Maria');
  await maria.says('Hello');
  const [writer] = await panel.shop.store.read.select().from(clients).orderBy(desc(clients.id)).limit(1);
  const form = { keptId: clientId, goneId: writer?.id ?? 0 };
  expect((await asked(manager, `client/preview?keptId=${form.keptId}&goneId=${form.goneId}`)).answer.moves).toMatchObject({
    identities: 1,
  });
  const { answer: mergeId } = await done(manager, 'client/merge', form);
  await done(manager, 'client/look', { id: form.goneId });
  expect((await asked(manager, `client/card?id=${form.goneId}`)).answer).toMatchObject({
    client: { id: clientId },
    merges: [{ id: mergeId }],
  });
  expect((await done(manager, 'client/undoMerge', { mergeId })).answer).toBe(true);
  await done(manager, 'client/look', { id: form.goneId });
  expect((await asked(manager, `client/card?id=${form.goneId}`)).answer).toMatchObject({ client: { id: form.goneId, name: 'Maria' } });
});

test('a task is given, put off, commented and done; the board counts what each has', async () => {
  const panel = await openPanelShop();
  const manager = await panel.signedIn('Olga', 'manager');
  const cookId = await panel.hire('Peter', 'cook');
  const { orderId } = await orderOf(panel);
  const dueAt = panel.shop.clock.now() + hours(1);
  const task = { title: 'Buy candles', staffId: cookId, dueAt, orderId, origin: crypto.randomUUID() };
  for (let presses = 0; presses < 2; presses++) expect((await done(manager, 'tasks/create', task)).status).toBe(200);
  expect(await done(manager, 'tasks/create', { ...task, dueAt: dueAt - hours(2) })).toMatchObject({ error: 'task.past' });
  const board = async () => (await asked(manager, `tasks/board?staffId=${cookId}`)).answer;
  const { lists, load } = await board();
  expect(load).toContainEqual({ staffId: cookId, name: 'Peter', overdue: 0, today: 1, all: 1 });
  const [mine] = lists.flatMap(({ tasks }: { tasks: { id: number }[] }) => tasks);
  expect(mine).toMatchObject({ title: 'Buy candles', orderId });
  await done(manager, 'tasks/postpone', { taskId: mine.id, to: dueAt + hours(24) });
  await done(manager, 'tasks/comment', { taskId: mine.id, text: 'Pink ones' });
  expect((await board()).lists.find(({ when }: { when: string }) => when === 'tomorrow').tasks).toMatchObject([
    { comment: 'Olga: Pink ones' },
  ]);
  await done(manager, 'tasks/finish', { taskId: mine.id });
  expect((await board()).load.some(({ staffId }: { staffId: number }) => staffId === cookId)).toBe(false);
});

test('the owner asks the journal who changed what: name, time, old, new and door; nobody else may', async () => {
  const panel = await openPanelShop();
  const owner = await panel.signedIn('Anna', 'owner');
  const manager = await panel.signedIn('Olga', 'manager');
  const { clientId } = await orderOf(panel);
  await done(manager, 'client/look', { id: clientId });
  await done(manager, 'client/edit', { id: clientId, change: { name: 'Olga Semina', status: 'lost' } });
  const { rows } = (await asked(owner, `journal/page?kind=changes&clientId=${clientId}&staffId=${manager.id}`)).answer;
  expect(rows).toMatchObject([
    {
      who: 'Olga',
      clientName: 'Olga Semina',
      door: expect.stringMatching(/^panel: /),
      changes: [
        { what: 'Name', from: 'Olga Petrova', to: 'Olga Semina' },
        { what: 'Status', from: 'customer', to: 'lost' },
      ],
    },
  ]);
  expect((await asked(owner, 'journal/page?kind=views')).answer.rows).toMatchObject([
    { who: 'Olga', text: 'The client’s card was opened' },
  ]);
  expect((await asked(manager, 'journal/page')).status).toBe(403);
});

test('a message that did not arrive stands in the outbox with its reason and goes again by a press', async () => {
  const panel = await openPanelShop();
  const owner = await panel.signedIn('Anna', 'owner');
  const maria = panel.shop.client('Maria');
  await maria.says('/start');
  await maria.says('Hello?');
  const id = (await asked(owner, 'inbox/list')).answer.conversations[0].clientId;
  panel.shop.telegram.fail({ with: '403', method: 'sendMessage' });
  await done(owner, 'inbox/write', { id, text: 'Here you are' });
  await panel.shop.passes(1000);
  const { lines } = (await asked(owner, 'outbox/page?view=failed')).answer;
  expect(lines).toMatchObject([{ state: 'failed', client: 'Maria', reason: 'blocked' }]);
  expect(await done(owner, 'outbox/retry', { messageId: lines[0].id })).toMatchObject({ error: 'message.not-retryable' });
  await maria.says('I am back');
  expect((await done(owner, 'outbox/retry', { messageId: lines[0].id })).status).toBe(200);
  await panel.shop.passes(1000);
  maria.sees('Here you are');
  expect((await asked(owner, 'outbox/page?view=failed')).answer.lines).toEqual([]);
  expect(await done(owner, 'outbox/retry', { messageId: lines[0].id })).toMatchObject({ error: 'message.not-retryable' });
});

test('where WhatsApp takes no free words any more, the panel says so and goes by SMS; with no word from it nothing pretends to be sent', {
  timeout: 30_000,
}, async () => {
  const panel = await openPanelShop({ env: byWhatsapp });
  const { shop } = panel;
  const manager = await panel.signedIn('Olga', 'manager');
  const { whatsapp } = shop.caller('+79161234567', 'Maria');
  await whatsapp.says('Hello!');
  const [client] = await shop.store.read.select().from(clients);
  const id = client?.id ?? 0;
  expect((await asked(manager, `inbox/way?id=${id}`)).answer).toEqual({ channel: 'whatsapp', closed: null });

  await shop.passes(hours(25));
  await signIn(manager, 'Olga');
  expect((await asked(manager, `inbox/way?id=${id}`)).answer).toEqual({ channel: 'whatsapp', closed: ['sms'] });
  expect(await done(manager, 'inbox/write', { id, text: 'Your cake is ready' })).toMatchObject({ error: 'client.window-closed' });
  expect(await done(manager, 'inbox/write', { id, text: '# asked again' })).toMatchObject({ answer: { inside: true } });
  expect(await done(manager, 'inbox/write', { id, text: 'Your cake is ready', way: 'sms' })).toMatchObject({ answer: { channel: 'sms' } });
});

test('a search shows what the cake looked like: the ready one, else the wished one, never a picture of the chat', async () => {
  const panel = await openPanelShop();
  const { store, clock } = panel.shop;
  const manager = await panel.signedIn('Olga', 'manager');
  const { orderId } = await orderOf(panel);
  const found = async () => (await asked(manager, 'search/find?text=unicorn')).answer.orders;
  const keep = (purpose: 'chat' | 'reference' | 'ready', file: string) =>
    store.tx((tx) =>
      tx.insert(attachments).values({ kind: 'photo', purpose, channel: 'web', remoteId: file, file, orderId, at: clock.now() }),
    );

  await keep('chat', 'chat.jpg');
  expect(await found()).toMatchObject([{ id: orderId, picture: null }]);
  await keep('ready', 'ready.jpg');
  await keep('reference', 'wished.jpg');
  expect(await found()).toMatchObject([{ id: orderId, picture: 'ready.jpg' }]);
});

test('a client’s page lists the calls, newest first, with the recording to hear', async () => {
  const panel = await openPanelShop();
  const { store, clock } = panel.shop;
  const manager = await panel.signedIn('Olga', 'manager');
  const { clientId } = await orderOf(panel);
  await store.tx(async (tx) => {
    const sound = {
      kind: 'voice',
      purpose: 'chat',
      channel: 'voice',
      remoteId: 'RE1',
      file: 'talk.mp3',
      clientId,
      at: clock.now(),
    } as const;
    const [kept] = await tx.insert(attachments).values(sound).returning({ id: attachments.id });
    const call = { direction: 'in', phone: '+79123456789', clientId, startedAt: clock.now() } as const;
    await tx.insert(calls).values({ ...call, externalId: 'CA1', state: 'ended', recordingId: String(kept?.id), recordingInSeconds: 61 });
    await tx.insert(calls).values({ ...call, externalId: 'CA2', state: 'missed' });
  });
  await done(manager, 'client/look', { id: clientId });
  expect((await asked(manager, `client/card?id=${clientId}`)).answer.calls).toMatchObject([
    { state: 'missed', recording: null },
    { state: 'ended', recording: { file: 'talk.mp3', inSeconds: 61 } },
  ]);
});
