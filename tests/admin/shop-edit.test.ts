import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { products } from '../../db/schema/catalog.ts';
import { accounts } from '../../db/schema/people.ts';
import { rules } from '../../db/schema/work.ts';
import type { Rule } from '../../flows/automation/run-rule.ts';
import type { Product } from '../../flows/catalog/products.ts';
import type { Shop } from '../../flows/shop.ts';
import type { Teammate } from '../../flows/staff/find-team.ts';
import type { EditedPipeline } from '../../flows/stages/find-stages.ts';
import { orderOf } from './caller-order.ts';
import { openPanelShop, type PanelBrowser, signIn } from './panel-shop.ts';

const ask = async <T>(browser: PanelBrowser, what: string): Promise<T> =>
  ((await (await browser.get(`/admin/ask/${what}`)).json()) as { answer: T }).answer;

async function does(browser: PanelBrowser, what: string, form: object): Promise<unknown> {
  const response = await browser.post(`/admin/do/${what}`, form);
  const body = (await response.json()) as { answer?: unknown; sentence?: string };
  if (!response.ok) throw new Error(body.sentence ?? String(response.status));
  return body.answer;
}

test('a stage renamed in the panel is called so on the board and on the buttons of the staff bot, without a restart', {
  timeout: 60_000,
}, async () => {
  const panel = await openPanelShop();
  const owner = await panel.signedIn('Boss', 'owner');
  const maria = await panel.shop.colleague('Maria', 'manager');
  await maria.says('/menu');
  await maria.presses('📊 Stages');
  const said = () => `${maria.sees(/./).text} ${maria.buttonsOn(/./).join()}`;
  expect(said()).not.toContain('Fresh');

  const [pipeline] = await ask<EditedPipeline[]>(owner, 'stages/pipelines');
  const [first] = pipeline?.stages ?? [];
  if (!first) throw new Error('There is no stage');
  const { role, normMinutes, requires, fulfilment, clientMayChange, verb } = first;
  const change = { title: { ru: 'Заявка', en: 'Fresh' }, verb, role, normMinutes, requires, fulfilment, clientMayChange };
  await does(owner, 'stages/change', { stageId: first.id, change });

  const board = await ask<{ columns: { title: string }[] }>(owner, 'board/columns');
  expect(board.columns[0]?.title).toBe('Fresh');
  await maria.says('/menu');
  await maria.presses('📊 Stages');
  expect(said()).toContain('Fresh');
});

test('what the business refuses comes back as a sentence in the reader’s language', { timeout: 60_000 }, async () => {
  const panel = await openPanelShop();
  const owner = await panel.signedIn('Boss', 'owner');
  const [pipeline] = await ask<EditedPipeline[]>(owner, 'stages/pipelines');
  const lost = pipeline?.stages.find(({ kind }) => kind === 'lost');
  await expect(does(owner, 'stages/remove', { stageId: lost?.id })).rejects.toThrow('A stage for cancelled orders is needed');
  const manager = await panel.signedIn('Maria', 'manager');
  expect((await manager.post('/admin/do/stages/remove', { stageId: lost?.id })).status).toBe(403);
});

test('a colleague invited from the panel chooses a login and comes in; taken away, the panel is shut at once', {
  timeout: 60_000,
}, async () => {
  const panel = await openPanelShop();
  const owner = await panel.signedIn('Boss', 'owner');
  await panel.shop.colleague('Maria', 'manager');
  const team = await ask<{ id: number; name: string }[]>(owner, 'team/people');
  const staffId = team.find(({ name }) => name === 'Maria')?.id;
  const { code } = (await does(owner, 'team/inviteToPanel', { staffId })) as { code: string };
  const maria = panel.browser();
  const chosen = { code, login: 'maria.m', password: 'a long warm loaf' };
  expect((await maria.send('/admin/welcome', chosen)).status).toBe(303);
  expect((await maria.get('/admin/ask/board/columns')).status).toBe(200);

  await does(owner, 'team/closeAccount', { staffId });
  expect((await maria.get('/admin/ask/board/columns')).status).toBe(401);
  expect((await signIn(maria, 'maria.m', 'a long warm loaf')).status).not.toBe(303);
  expect(await panel.shop.store.read.$count(accounts, eq(accounts.login, 'maria.m'))).toBe(0);
});

test('a price and a shop’s name changed in the panel are what a client sees next', { timeout: 60_000 }, async () => {
  const panel = await openPanelShop();
  const owner = await panel.signedIn('Boss', 'owner');
  const { products: all } = await ask<{ products: (typeof products.$inferSelect)[] }>(owner, 'catalog/all');
  const macarons = all.find(({ title }) => title.en === 'Macarons');
  if (!macarons) throw new Error('There are no macarons');
  const { id, position: _, ...product } = macarons;
  await does(owner, 'catalog/saveProduct', { productId: id, product: { ...product, price: 777_00 } });
  await does(owner, 'settings/change', { name: { ru: 'Пряник', en: 'Gingerbread' } });
  const ann = panel.shop.client('Ann');
  await ann.says('/start');
  expect(ann.sees(/Gingerbread/)).toBeDefined();
  const [row] = await panel.shop.store.read.select().from(products).where(eq(products.id, id));
  expect(row).toMatchObject({ price: 777_00, photo: macarons.photo, options: macarons.options });
});

test('rules come with all that their editor needs, and are tried on the past without effect', { timeout: 60_000 }, async () => {
  const panel = await openPanelShop();
  const owner = await panel.signedIn('Boss', 'owner');
  const ground = await ask<{ events: { name: string }[]; actions: { name: string }[] }>(owner, 'rules/ground');
  expect(ground.events.map(({ name }) => name)).toContain('order.placed');
  expect(ground.actions.map(({ name }) => name)).toContain('create-task');
  const rule = {
    title: { en: 'Greet' },
    event: 'client.appeared',
    conditions: [],
    actions: [{ do: 'create-task', with: { title: { en: 'Say hello to {client}' }, role: 'manager', dueInMinutes: 5 } }],
    enabled: true,
  };
  const before = await panel.shop.store.read.$count(rules);
  const ruleId = await does(owner, 'rules/save', { rule });
  expect(await panel.shop.store.read.$count(rules)).toBe(before + 1);
  await panel.shop.client('Ann').says('/start');
  const log = await ask<{ event: string; result: string }[]>(owner, `rules/log?ruleId=${String(ruleId)}`);
  expect(log).toMatchObject([{ event: 'client.appeared', result: 'done' }]);
  const query = new URLSearchParams({ event: 'client.appeared', conditions: '[]' });
  const tried = await ask<{ touched: unknown[] }>(owner, `rules/dryRun?${query}`);
  expect(tried.touched.length).toBeGreaterThan(0);
  expect((await owner.get('/admin/ask/rules/dryRun?event=x&conditions=nonsense')).status).toBe(400);
});

test('the owner has talks recorded and says how long an important message may take, and the rest stays as it was', async () => {
  const panel = await openPanelShop();
  const owner = await panel.signedIn('Boss', 'owner');
  const shopNow = async () => (await ask<{ shop: Shop }>(owner, 'settings/shop')).shop;
  const before = await shopNow();
  const change = { recordCalls: true, voicemail: false, reachMinutes: 15, reachBySms: false, smsPartsPerDay: 50 };
  await does(owner, 'settings/change', change);
  expect(await shopNow()).toEqual({ ...before, ...change });
});

test('who saves what somebody else has changed meanwhile is told so, and nothing is lost', { timeout: 60_000 }, async () => {
  const panel = await openPanelShop();
  const owner = await panel.signedIn('Boss', 'owner');
  const [pipeline] = await ask<EditedPipeline[]>(owner, 'stages/pipelines');
  const [stage] = pipeline?.stages ?? [];
  const [rule] = await ask<Rule[]>(owner, 'rules/all');
  const [product] = (await ask<{ products: Product[] }>(owner, 'catalog/all')).products;
  const [person] = await ask<Teammate[]>(owner, 'team/people');
  if (!stage || !rule || !product || !person) throw new Error('The shop is empty');
  const colleague = { name: person.name, roles: person.roles, language: person.language, phone: '' };
  const templateId = await does(owner, 'templates/save', { template: { title: { en: 'Ready' }, text: { en: 'It is ready' } } });
  const template = { title: { en: 'Ready' }, text: { en: 'It is ready' } };
  const saves: [string, (title: string) => object][] = [
    ['stages/change', (en) => ({ stageId: stage.id, change: { ...stage, title: { en } }, seen: stage })],
    ['rules/save', (en) => ({ ruleId: rule.id, rule: { ...rule, title: { en } }, seen: rule })],
    ['catalog/saveProduct', (en) => ({ productId: product.id, product: { ...product, title: { en } }, seen: product })],
    ['templates/save', (en) => ({ templateId, template: { ...template, title: { en } }, seen: template })],
    ['team/change', (name) => ({ staffId: person.id, change: { ...colleague, name }, seen: colleague })],
  ];
  for (const [act, form] of saves) {
    await does(owner, act, form('Mine'));
    await expect(does(owner, act, form('Yours')), act).rejects.toThrow('Somebody else has changed this meanwhile');
  }
});

test('the log of a rule says in the reader’s words why an action was refused', { timeout: 60_000 }, async () => {
  const panel = await openPanelShop();
  const owner = await panel.signedIn('Boss', 'owner');
  const [pipeline] = await ask<EditedPipeline[]>(owner, 'stages/pipelines');
  const workshop = pipeline?.stages.find(({ title }) => title.en === 'In the workshop')?.id;
  const rule = {
    ...{ title: { en: 'In haste' }, event: 'order.placed', conditions: [], enabled: true },
    actions: [{ do: 'move', with: { to: workshop } }],
  };
  const ruleId = await does(owner, 'rules/save', { rule });
  await orderOf(panel);
  await panel.shop.passes(0);
  const [run] = await ask<{ result: string; note: string }[]>(owner, `rules/log?ruleId=${String(ruleId)}`);
  expect(run).toMatchObject({ result: 'failed', note: expect.stringContaining('a deposit of ₽1,900 is needed') });
});
