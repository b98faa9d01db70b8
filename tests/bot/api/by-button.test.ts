import { readFile } from 'node:fs/promises';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { staff } from '../../../db/schema/people.ts';
import { actionsOf, type Scope } from '../../../flows/api-keys/scopes.ts';
import { type Action, actions, may } from '../../../flows/staff/rights.ts';
import { saveTemplate } from '../../../flows/templates/save-template.ts';
import { hours, minutes } from '../../../notifications/time.ts';
import { byWhatsapp } from '../../whole-shop.ts';
import { type ApiWorld, allScopes, openApiWorld, type Program, someOrder } from './api-world.ts';
import { fits } from './fits.ts';

/** What a manager does and a program does not: it has no hands, no phone and no screen of its own. */
const forPeopleOnly: Action[] = [
  'order.take', // takes it for oneself
  'panel.enter',
  'goals.see-own',
  'sums.see',
  'stages.see',
];

async function placed(program: Program, change: object = {}): Promise<{ id: number; at: string; clientId: number }> {
  const { body } = await program.post('/orders', { ...(await someOrder(program)), ...change });
  return { id: body.id, at: `/orders/${body.id}`, clientId: body.client.id };
}

test('whatever a manager may, a key with every scope may, but for what takes a person', () => {
  const manager = { id: 1, roles: ['manager' as const], removedAt: null };
  const opened = actionsOf(allScopes as Scope[]);
  const shut = actions.filter((action) => may(manager, action) && !opened.has(action));
  expect(shut.toSorted()).toEqual(forPeopleOnly.toSorted());
});

test('who receives an order, where and what is wished is changed; null takes it away, and what is not given stays', async () => {
  const shop = await openApiWorld();
  const program = await shop.program();
  const { at } = await placed(program, { fulfilment: 'delivery', address: '5 Lenina' });
  const change = { contactName: 'Maria', contactPhone: '8 912 000-11-22', wishes: 'No nuts' };
  expect(fits('edit-order', await program.patch(at, change))).toMatchObject({
    ...change,
    contactPhone: '+79120001122',
    address: '5 Lenina',
  });
  expect(fits('edit-order', await program.patch(at, { wishes: null }))).toMatchObject({ wishes: null, contactName: 'Maria' });
  expect(await program.patch(at, { address: null })).toMatchObject({ status: 409, body: { code: 'order.address-missing' } });
  expect(await program.patch(at, { contactPhone: 'x' })).toMatchObject({
    status: 422,
    body: { errors: [{ path: '/contactPhone', code: 'phone' }] },
  });
});

test('the moves of an order are told with the reason why not; one is made, taken back in time, and only by the key that made it', async () => {
  const shop = await openApiWorld();
  const [program, other] = [await shop.program(), await shop.program()];
  const { at } = await placed(program, { allergies: 'none' });
  const { data } = fits('list-moves', await program.get(`${at}/moves`, { 'accept-language': 'ru' }));
  const free = data.find(({ way, refusal }: { way: string; refusal: unknown }) => way === 'forward' && !refusal);
  expect(data.at(-2).refusal).toMatchObject({ code: expect.stringMatching(/^order\./), detail: expect.stringMatching(/[а-я]/) });
  const before = (await program.get(at)).body.stage.id;
  fits('move-order', await program.post(`${at}/move`, { stageId: free.stageId }));
  expect(await other.post(`${at}/undo`)).toMatchObject({ status: 403, body: { code: 'access.not-yours' } });
  expect(fits('undo-move', await program.post(`${at}/undo`)).stage.id).toBe(before);
  fits('move-order', await program.post(`${at}/move`, { stageId: free.stageId }));
  fits('tell-now', await program.post(`${at}/tell-now`));
  expect((await program.post(`${at}/undo`)).status).toBe(409);
  expect(await program.post(`${at}/set-out`)).toMatchObject({ status: 409, body: { code: 'order.out-of-date' } });
  expect(fits('no-answer', await program.post(`${at}/no-answer`)).outcome).toBe('open');
  const types = fits('list-order-events', await program.get(`${at}/events`)).data.map(({ type }: { type: string }) => type);
  expect(types).toEqual(expect.arrayContaining(['order.placed', 'order.moved', 'order.move-undone', 'order.no-answer']));
});

test('what is in an order is changed: lines that are kept keep their price, new ones are priced, and unknown ones refused', async () => {
  const shop = await openApiWorld();
  const program = await shop.program();
  const wish = await someOrder(program);
  const [item] = wish.items as object[];
  const order = fits('place-order', await program.post('/orders', { ...wish, allergies: { text: 'walnuts' } }));
  const at = `/orders/${order.id}`;
  expect((await program.get(`${at}/allergies`)).body).toEqual({ asked: true, text: 'walnuts' });
  const items = [{ keep: order.items[0].id }, item];
  const changed = fits('change-items', await program.post(`${at}/items`, { items }));
  expect(changed.items).toHaveLength(2);
  expect(changed.itemsTotal).toBe(order.itemsTotal * 2);
  const kept = { keep: changed.items[0].id };
  expect(await program.post(`${at}/items`, { items: [kept, kept] })).toMatchObject({
    status: 409,
    body: { code: 'order.changed-meanwhile' },
  });
  expect(await program.post(`${at}/items`, { items: [] })).toMatchObject({
    status: 422,
    body: { errors: [{ path: '/items', code: 'too-small' }] },
  });
  expect(await program.post(`${at}/items`, { items: [{ ...item, options: { x: 'y' } }] })).toMatchObject({ status: 422 });
});

test('pictures go both ways as their bytes, belong to their order or client, and what is no picture is refused', async () => {
  const shop = await openApiWorld();
  const program = await shop.program();
  const olga = shop.client('Olga');
  await olga.says('hello');
  const [{ id: clientId }] = (await program.get('/clients')).body.data;
  const { at, id } = await placed(program);
  const cake = new Uint8Array(await readFile(new URL('../../../flows/presets/bakery/pictures/bento.jpg', import.meta.url)));
  const send = async (path: string, body: Uint8Array<ArrayBuffer> | string, type = 'image/jpeg') => {
    const headers = { authorization: `Bearer ${program.key}`, 'content-type': type };
    const answer = await fetch(`http://127.0.0.1:${shop.anna.port}/api/v1${path}`, { method: 'POST', headers, body });
    await shop.anna.idle();
    return { status: answer.status, body: await answer.json(), headers: answer.headers };
  };
  expect(fits('add-picture', await send(`${at}/pictures?purpose=ready`, cake)).id).toBe(id);
  const [picture] = fits('list-pictures', await program.get(`${at}/pictures`)).data;
  expect(picture).toMatchObject({ kind: 'photo', purpose: 'ready', ready: true });
  const bytesAt = async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${shop.anna.port}/api/v1${path}`, { headers: { authorization: `Bearer ${program.key}` } });
    return [answer.status, answer.headers.get('content-type'), (await answer.arrayBuffer()).byteLength];
  };
  expect(await bytesAt(`${at}/pictures/${picture.id}`)).toEqual([200, 'image/jpeg', cake.byteLength]);
  const { at: other } = await placed(program);
  expect((await program.get(`${other}/pictures/${picture.id}`)).status).toBe(404);

  const sent = fits('send-picture', await send(`/clients/${clientId}/pictures?text=Ready`, cake));
  olga.sees('Ready');
  const said = fits('list-messages', await program.get(`/clients/${clientId}/messages`)).data;
  expect(said.find((line: { id: number }) => line.id === sent.id).files).toMatchObject([{ kind: 'photo', ready: true }]);
  expect((await bytesAt(`/clients/${clientId}/files/${sent.files[0].id}`))[0]).toBe(200);

  expect(await send(`${at}/pictures?purpose=ready`, '{}', 'application/json')).toMatchObject({
    status: 415,
    body: { code: 'not-a-picture' },
  });
  expect(await send(`${at}/pictures?purpose=ready`, '<svg onload="alert(1)"/>', 'image/svg+xml')).toMatchObject({ status: 415 });
  expect(await send(`${at}/pictures`, cake)).toMatchObject({ status: 422, body: { errors: [{ path: '?purpose', code: 'missing' }] } });
  expect(await send(`${at}/pictures?purpose=ready`, new Uint8Array(10 * 2 ** 20 + 1))).toMatchObject({
    status: 413,
    body: { code: 'too-large' },
  });
});

test('a cancelled order comes back, and money goes both ways, each written down once', async () => {
  const shop = await openApiWorld();
  const program = await shop.program();
  const { at } = await placed(program);
  await program.post(`${at}/payments`, { amount: 500, method: 'online' });
  await program.post(`${at}/cancel`, { reason: 'client' });
  const once = { 'idempotency-key': 'refund-1' };
  for (let i = 0; i < 2; i++)
    expect(fits('return-payment', await program.post(`${at}/returns`, { amount: 200, method: 'online' }, once)).paid).toBe(300);
  expect(await program.post(`${at}/returns`, { amount: 301, method: 'cash' })).toMatchObject({
    status: 409,
    body: { code: 'payment.return-wrong' },
  });
  expect(fits('list-payments', await program.get(`${at}/payments`)).data).toMatchObject([
    { amount: -200 },
    { amount: 500, method: 'online' },
  ]);
  expect(fits('restore-order', await program.post(`${at}/restore`, { reason: 'changed their mind' })).outcome).toBe('open');
});

test('allergies are written down sealed and read only with their own scope; the journal keeps who looked', async () => {
  const shop = await openApiWorld();
  const program = await shop.program();
  const { at } = await placed(program);
  expect(fits('get-allergies', await program.get(`${at}/allergies`))).toEqual({ asked: false, text: null });
  fits('tell-allergies', await program.post(`${at}/allergies`, { text: 'walnuts' }));
  expect(fits('get-allergies', await program.get(`${at}/allergies`))).toEqual({ asked: true, text: 'walnuts' });
  expect(JSON.stringify((await program.get(at)).body)).not.toContain('walnuts');
  const others = await shop.program(...allScopes.filter((scope) => scope !== 'allergies.manage'));
  expect((await others.get(`${at}/allergies`)).status).toBe(403);
});

test('a client’s card is changed, found by name, noted, joined with another and made two again', async () => {
  const shop = await openApiWorld();
  const nina = await shop.colleague('Nina', 'manager');
  const program = await shop.program();
  const olga = fits('add-client', await program.post('/clients', { phone: '+79123456789', name: 'Olga Petrova' }));
  const at = `/clients/${olga.id}`;
  const change = { status: 'negotiation', birthday: '--02-29', fields: { diet: 'vegan' }, agreed: ['marketing'] };
  expect(fits('edit-client', await program.patch(at, change))).toMatchObject({
    ...{ status: 'negotiation', birthday: '--02-29', fields: { diet: 'vegan' }, consents: ['marketing'], name: 'Olga Petrova' },
  });
  expect(fits('edit-client', await program.patch(at, { birthday: null, fields: { diet: '' }, withdrawn: ['marketing'] }))).toMatchObject({
    ...{ birthday: null, fields: {}, consents: [] },
  });
  expect(await program.patch(at, { birthday: '2027-02-30' })).toMatchObject({ status: 409, body: { code: 'client.birthday-wrong' } });
  expect(fits('list-clients', await program.get('/clients?text=petrova%20OLGA')).data).toHaveLength(1);
  expect(fits('list-clients', await program.get('/clients?text=ivanova')).data).toEqual([]);
  fits('note-client', await program.post(`${at}/notes`, { text: 'likes berries @Nina' }));
  nina.sees('likes berries');

  const twin = fits('add-client', await program.post('/clients', { phone: '+79113456789', name: 'Olga Petrova' }));
  expect(fits('list-duplicates', await program.get(`${at}/duplicates`)).data).toMatchObject([{ client: { id: twin.id } }]);
  const { mergeId } = fits('merge-clients', await program.post(`${at}/merge`, { otherId: twin.id }));
  expect((await program.get(`/clients/${twin.id}`)).body.id).toBe(olga.id);
  expect(fits('undo-merge', await program.post(`/merges/${mergeId}/undo`))).toEqual({ undone: true });
  expect(fits('undo-merge', await program.post(`/merges/${mergeId}/undo`))).toEqual({ undone: false });
  expect((await program.post('/merges/999/undo')).status).toBe(409);
  fits('tell-apart', await program.post(`${at}/tell-apart`, { otherId: twin.id }));
  expect(fits('list-duplicates', await program.get(`${at}/duplicates`)).data).toEqual([]);
  const told = fits('list-client-events', await program.get(`${at}/events`)).data.map(({ type }: { type: string }) => type);
  expect(told).toEqual(
    expect.arrayContaining(['client.appeared', 'client.edited', 'client.noted', 'client.merged', 'client.merge-undone']),
  );
});

test('who waits for an answer is listed, answered, and let go; ready answers come filled in', async () => {
  const shop = await openApiWorld();
  const program = await shop.program();
  const olga = shop.client('Olga');
  await olga.says('/start');
  await olga.says('Is the cake ready?');
  const { data } = fits('list-conversations', await program.get('/conversations?state=open'));
  expect(data).toMatchObject([{ name: 'Olga', lastDirection: 'out', unread: 1, waitingSince: expect.any(String) }]);
  const at = `/clients/${data[0].clientId}`;
  const template = { title: { en: 'Hours' }, text: { en: 'We are open until eight, {client}' } };
  await shop.store.tx((tx) => saveTemplate(tx, { template, by: { kind: 'system' }, now: shop.clock.now() }));
  expect(fits('list-templates', await program.get(`${at}/templates`)).data).toMatchObject([{ text: 'We are open until eight, Olga' }]);
  expect(fits('get-way', await program.get(`${at}/way`))).toEqual({ channel: 'telegram', free: true, ways: [] });
  expect(fits('send-message', await program.post(`${at}/messages`, { text: 'Yes, come by' })).text).toBe('Yes, come by');
  fits('close-chat', await program.post(`${at}/close-chat`));
  expect(fits('list-conversations', await program.get('/conversations?state=open')).data).toEqual([]);
  expect(fits('list-conversations', await program.get('/conversations')).data).toHaveLength(1);
});

test('a day after the last word on WhatsApp a program chooses the way as a manager does', async () => {
  const shop = await openApiWorld({ env: byWhatsapp });
  const program = await shop.program();
  const maria = shop.caller('+79123456789', 'Maria');
  await maria.whatsapp.says('hello');
  const [{ id }] = (await program.get('/clients')).body.data;
  await shop.passes(hours(30));
  const at = `/clients/${id}`;
  const way = fits('get-way', await program.get(`${at}/way`));
  expect(way).toMatchObject({ channel: 'whatsapp', free: false });
  expect(await program.post(`${at}/messages`, { text: 'Your cake is ready' })).toMatchObject({
    status: 409,
    body: { code: 'client.window-closed' },
  });
  expect(fits('send-message', await program.post(`${at}/messages`, { text: 'Your cake is ready', way: 'sms' })).channel).toBe('sms');
  expect(maria.sms.last().text).toContain('Your cake is ready');
  const any = fits('send-message', await program.post(`${at}/messages`, { text: 'Come by', way: 'any' }));
  expect(any.channel).toBe(way.ways[0] === 'template' ? 'whatsapp' : 'sms');
  const { body: caller } = await program.post('/clients', { phone: '+79990001122' });
  expect(fits('send-message', await program.post(`/clients/${caller.id}/messages`, { text: 'hello', way: 'any' })).channel).toBe('sms');
});

test('tasks are moved, handed over and commented; who gets one is told by whom, and no time of the past is taken', async () => {
  const shop = await openApiWorld();
  const nina = await shop.colleague('Nina', 'manager');
  const program = await shop.program();
  const [person] = await shop.store.read.select().from(staff).where(eq(staff.name, 'Nina'));
  const due = (ms: number) => new Date(shop.clock.now() + ms).toISOString();
  expect(await program.post('/tasks', { title: 'Late', dueAt: due(-1) })).toMatchObject({ status: 409, body: { code: 'task.past' } });
  const task = fits('add-task', await program.post('/tasks', { title: 'Call the baker', dueAt: due(hours(1)) }));
  const at = `/tasks/${task.id}`;
  expect(fits('edit-task', await program.patch(at, { dueAt: due(hours(2)), assigneeId: person?.id }))).toMatchObject({
    ...{ dueAt: due(hours(2)), assigneeId: person?.id },
  });
  expect(nina.sees('Call the baker').text).toContain('program');
  expect(fits('comment-task', await program.post(`${at}/comments`, { text: 'about the eggs' })).comment).toBe('about the eggs');
  expect(fits('get-task', await program.get(at)).comment).toBe('about the eggs');
  expect(await program.patch(at, { assigneeId: 9999 })).toMatchObject({ status: 404, body: { code: 'staff.not-found' } });
  fits('finish-task', await program.post(`${at}/finish`));
  expect(await program.patch(at, { dueAt: due(hours(3)) })).toMatchObject({ status: 409, body: { code: 'task.already-done' } });
});

test('a program lets a colleague’s phone ring and then the client’s, and reads the log of calls', async () => {
  const shop: ApiWorld = await openApiWorld({ env: { TWILIO_VOICE_FROM: '+15005550006' } });
  await shop.colleague('Nina', 'manager');
  const program = await shop.program();
  const [person] = await shop.store.read.select().from(staff).where(eq(staff.name, 'Nina'));
  const staffId = person?.id ?? 0;
  const { body: client } = await program.post('/clients', { phone: '+79123456789', name: 'Olga' });
  const at = `/clients/${client.id}/calls`;
  expect(await program.post(at, { staffId })).toMatchObject({ status: 409, body: { code: 'call.no-own-phone' } });
  await shop.store.tx(async (tx) => void (await tx.update(staff).set({ phone: '+79160000000' }).where(eq(staff.id, staffId))));
  const call = fits('call-client', await program.post(at, { staffId }));
  expect(call).toMatchObject({ direction: 'out', phone: '+79123456789', staffId, clientId: client.id });
  expect(
    fits('list-calls', await program.get(`/calls?clientId=${client.id}&direction=out`)).data.map(({ id }: { id: number }) => id),
  ).toEqual([call.id]);
  expect((await program.post(at, { staffId: 9999 })).status).toBe(403);
  await shop.passes(minutes(5));
});
