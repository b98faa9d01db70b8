import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { loadRegistry } from '../../admin/registry.ts';
import { clients, identities } from '../../db/schema/people.ts';
import { messages } from '../../db/schema/talk.ts';
import { record } from '../../flows/events.ts';
import { editOrder } from '../../flows/orders/edit-order.ts';
import { getOrder } from '../../flows/orders/load-order.ts';
import { recordPayment } from '../../flows/payments/record-payment.ts';
import { getShop } from '../../flows/shop.ts';
import { orderOf } from './caller-order.ts';
import { openPanelShop, type PanelBrowser, type PanelShop } from './panel-shop.ts';

/** What a client is and said: only the office may read it. */
const secrets = [
  'CANARY-name',
  'CANARY-contact',
  'CANARY-door',
  'CANARY-new-door',
  'CANARY-words',
  'CANARY-source',
  '9123456789',
  '9165554417',
];

/** An order with everything that the workshop is not to know, and everything that happened to it. */
async function plant(panel: PanelShop, managerId: number) {
  const { store, clock } = panel.shop;
  const now = clock.now();
  const shop = await getShop(store.read);
  const { orderId, clientId } = await orderOf(panel, { name: 'CANARY-name', address: 'CANARY-door', contactName: 'CANARY-contact' });
  const [by, client] = [{ kind: 'staff', id: managerId } as const, { kind: 'client', id: clientId } as const];
  await store.tx(async (tx) => {
    await tx.update(clients).set({ source: 'CANARY-source' }).where(eq(clients.id, clientId));
    const way = { channel: 'telegram', address: '900', name: 'CANARY-name', clientId, createdAt: now };
    const [identity] = await tx.insert(identities).values(way).returning();
    const line = { direction: 'in', channel: 'telegram', identityId: identity?.id ?? 0, clientId, orderId } as const;
    const [said] = await tx
      .insert(messages)
      .values({ ...line, text: 'CANARY-words', state: 'received', at: now })
      .returning();
    const asked = { type: 'client.asked', clientId, orderId, messageId: said?.id ?? 0, text: 'CANARY-words' } as const;
    await record(tx, asked, client, now);
    await record(tx, { type: 'order.confirmed', orderId, clientId, dueAt: now }, client, now);
    const { version } = await getOrder(tx, orderId);
    await editOrder(tx, { orderId, version, change: { address: 'CANARY-new-door' }, by, now, shop });
    await recordPayment(tx, { orderId, amount: 77_777, method: 'cash', origin: 'canary', by, now });
  });
  return { orderId, clientId };
}

const ask = async (browser: PanelBrowser, path: string) => {
  const answer = await browser.get(`/admin/${path}`, { 'sec-fetch-site': 'same-origin' });
  return { status: answer.status, text: await answer.text() };
};

test('the head of workshop reads an order’s work, and nowhere the client: no name, phone, door, word or sum', {
  timeout: 60_000,
}, async () => {
  const panel = await openPanelShop();
  const [manager, head] = [await panel.signedIn('Olga', 'manager'), await panel.signedIn('Igor', 'workshop-head')];
  const { orderId, clientId } = await plant(panel, manager.id);
  for (const browser of [manager, head]) await browser.post('/admin/do/order/look', { id: orderId });
  await manager.post('/admin/do/client/look', { id: clientId });
  const numbers = { id: orderId, orderId, clientId, staffId: manager.id, count: 42, text: '+79123456789' };
  const paths = ['', 'pages/order'];
  for (const { name, questions } of (await loadRegistry()).screens.values())
    for (const [key, { form }] of Object.entries(questions)) {
      const given = Object.entries(numbers).filter(([field]) => fieldsOf(form).includes(field));
      const query = new URLSearchParams(given.map(([field, value]): [string, string] => [field, String(value)]));
      paths.push(`ask/${name}/${key}?${query}`);
      if (name === 'client') paths.push(`ask/${name}/${key}?id=${clientId}`);
    }
  const read = async (browser: PanelBrowser) => {
    const found = new Set<string>();
    for (const path of paths) {
      const { text } = await ask(browser, path);
      for (const secret of secrets)
        if (text.replace(/[ ()-]/g, '').includes(secret.replace(/[ ()-]/g, ''))) found.add(`${secret}: ${path}`);
    }
    return [...found];
  };

  expect(await read(head)).toEqual([]);
  // The same questions tell the office: what was looked for is really there.
  const toldTheOffice = (await read(manager)).map((found) => found.split(':')[0]);
  expect(secrets.filter((secret) => !toldTheOffice.includes(secret))).toEqual([]);
  expect((await ask(head, `ask/order/history?id=${orderId}`)).text).toContain('The client confirmed the time');
  expect((await ask(head, `ask/order/history?id=${orderId}`)).text).not.toContain('777');
});

test('the head of workshop finds an order by its number, and nobody by trying names and phones', async () => {
  const panel = await openPanelShop();
  const [manager, head] = [await panel.signedIn('Olga', 'manager'), await panel.signedIn('Igor', 'workshop-head')];
  const { orderId } = await plant(panel, manager.id);
  const found = async (browser: PanelBrowser, text: string) => {
    const { text: body } = await ask(browser, `ask/board/columns?${new URLSearchParams({ text })}`);
    const { answer } = JSON.parse(body) as { answer: { columns: { orders: number; cards: { id: number }[] }[] } };
    return answer.columns.flatMap(({ cards }) => cards.map(({ id }) => id));
  };
  for (const text of ['canary', '9123456789', '79123']) {
    expect(await found(manager, text)).toEqual([orderId]);
    expect(await found(head, text)).toEqual([]);
  }
  expect(await found(head, String(orderId))).toEqual([orderId]);
});

test('what is not one’s own is answered word for word like what does not exist', { timeout: 60_000 }, async () => {
  const panel = await openPanelShop();
  const [manager, head] = [await panel.signedIn('Olga', 'manager'), await panel.signedIn('Igor', 'workshop-head')];
  const { clientId } = await plant(panel, manager.id);
  const differences: string[] = [];
  const missing = 987_654;
  for (const { name, questions, acts } of (await loadRegistry()).screens.values()) {
    if (name !== 'client') continue;
    for (const key of Object.keys(questions)) {
      const [theirs, none] = [await ask(head, `ask/client/${key}?id=${clientId}`), await ask(head, `ask/client/${key}?id=${missing}`)];
      if (JSON.stringify(theirs) !== JSON.stringify(none) || theirs.status === 200) differences.push(`ask ${key}`);
    }
    for (const key of Object.keys(acts)) {
      const tried = async (id: number) => {
        const form = { id, change: { name: 'Mine' }, keptId: id, goneId: id, clientId: id, otherId: id, mergeId: id };
        const answer = await head.post(`/admin/do/client/${key}`, form);
        return `${answer.status} ${await answer.text()}`;
      };
      const [theirs, none] = [await tried(clientId), await tried(missing)];
      if (theirs !== none || theirs.startsWith('200')) differences.push(`do ${key}: ${theirs} / ${none}`);
    }
  }
  expect(differences).toEqual([]);
});

const fieldsOf = (form: z.ZodType): string[] => ('shape' in form ? Object.keys(form.shape as Record<string, unknown>) : []);
