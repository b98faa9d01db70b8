import { eq, getTableColumns, type Table } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { loadRegistry } from '../../admin/registry.ts';
import { orders } from '../../db/schema/orders.ts';
import { clients, staff } from '../../db/schema/people.ts';
import { orderOf } from './caller-order.ts';
import { openPanelShop } from './panel-shop.ts';

const columnsOf = (table: Table): string[] => Object.keys(getTableColumns(table));

test('no form of AdminJS writes more than its fields: whatever else a body says stays unheard', async () => {
  const panel = await openPanelShop();
  const owner = await panel.signedIn('Boss', 'owner');
  const { resources } = await loadRegistry();
  for (const { name, create } of resources.values()) {
    if (!create) continue;
    const honest: Record<string, string> = { name: 'Anna Petrova', phone: '+7 912 345-67-89', title: 'Flyer', code: 'flyer' };
    const fields = Object.fromEntries(Object.keys(create.form.shape).map((field) => [field, honest[field] ?? 'x']));
    await owner.send(`/admin/api/resources/${name}/actions/new`, {
      ...Object.fromEntries(columnsOf(clients).map((column) => [column, '777'])),
      ...fields,
    });
  }
  const [made] = await panel.shop.store.read.select().from(clients).where(eq(clients.name, 'Anna Petrova'));
  expect(made).toMatchObject({
    phone: '+79123456789',
    status: 'new',
    ordersSum: 0,
    mergedInto: null,
    consents: {},
    source: null,
    responsibleId: null,
  });
  expect(made?.id).not.toBe(777);
});

/** Objects somewhere in a form that would take what they do not name. */
const loose = (schema: unknown, at = ''): string[] => {
  if (typeof schema !== 'object' || schema === null) return [];
  const inside = Object.entries(schema).flatMap(([key, value]) => loose(value, `${at}/${key}`));
  return 'properties' in schema && (!('additionalProperties' in schema) || schema.additionalProperties !== false)
    ? [at, ...inside]
    : inside;
};

test('every act and question takes the fields that its form names, at any depth, and no others', async () => {
  const { screens } = await loadRegistry();
  const forms = [...screens.values()].flatMap(({ name, questions, acts }) =>
    Object.entries({ ...questions, ...acts }).map(([key, { form }]) => [`${name}/${key}`, form] as const),
  );
  expect(forms.length).toBeGreaterThan(90);
  expect(forms.flatMap(([name, form]) => loose(z.toJSONSchema(form, { unrepresentable: 'any' }), name))).toEqual([]);
  expect(loose(z.toJSONSchema(z.object({ change: z.looseObject({ name: z.string() }) })))).toEqual(['/properties/change']);
});

/** The fields that the form of an act names in its `change`. */
async function fieldsOf(name: string): Promise<string[]> {
  const [screen = '', act = ''] = name.split('/');
  const form = (await loadRegistry()).screens.get(screen)?.acts[act]?.form as unknown as z.ZodObject<{ change: z.ZodObject }>;
  return Object.keys(form.shape.change.shape);
}

test('of all columns of an order, a client and a colleague a page’s act changes those it is for', async () => {
  const panel = await openPanelShop();
  const [owner, olga] = [await panel.signedIn('Boss', 'owner'), await panel.signedIn('Olga', 'manager')];
  const { clientId, orderId } = await orderOf(panel);
  const edited = async (table: typeof orders | typeof clients | typeof staff, id: number, act: string, form: object, change: object) => {
    const row = async () => (await panel.shop.store.read.select().from(table).where(eq(table.id, id)))[0] as Record<string, unknown>;
    const named = await fieldsOf(act);
    const foreign = Object.fromEntries(columnsOf(table).flatMap((column) => (named.includes(column) ? [] : [[column, 777]])));
    expect(Object.keys(foreign)).toContain('createdAt');
    const before = await row();
    const answer = await owner.post(`/admin/do/${act}`, { ...foreign, ...form, change: { ...foreign, ...change } });
    expect([act, answer.status, answer.status === 200 ? '' : await answer.text()]).toEqual([act, 200, '']);
    const after = await row();
    return Object.keys(after).filter((column) => JSON.stringify(after[column]) !== JSON.stringify(before[column]));
  };
  const [order] = await panel.shop.store.read.select().from(orders).where(eq(orders.id, orderId));
  const form = { orderId, version: order?.version };
  expect(await edited(orders, orderId, 'order/edit', form, { wishes: 'A dragon' })).toEqual(['wishes', 'version']);
  expect(await edited(clients, clientId, 'client/edit', { id: clientId }, { name: 'Vera Ivanova' })).toEqual(['name', 'search']);
  const person = { name: 'Olga Petrova', roles: ['manager'], language: 'en', phone: '' };
  expect(await edited(staff, olga.id, 'team/change', { staffId: olga.id }, person)).toEqual(['name']);
});
