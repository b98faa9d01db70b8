import { parse } from 'csv-parse/sync';
import { eq } from 'drizzle-orm';
import { readSheet } from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { goals } from '../../db/schema/work.ts';
import { openPanelShop } from './panel-shop.ts';

const answerOf = async (response: Response): Promise<unknown> => ((await response.json()) as { answer: unknown }).answer;

test('the owner reads a report, opens the list behind its number and takes both away as a spreadsheet', async () => {
  const { signedIn } = await openPanelShop();
  const owner = await signedIn('Lydia', 'owner');
  const told = (await answerOf(await owner.get('/admin/ask/reports/read?report=managers&period=month'))) as {
    columns: { title: string }[];
    rows: Record<string, { value: unknown; opens?: { list: string; filter: object } }>[];
  };
  const line = told.rows.find(({ name }) => name?.value === 'Lydia');
  expect(line?.orders).toMatchObject({ value: 0, opens: { list: 'orders' } });

  const { list = '', filter = {} } = line?.orders?.opens ?? {};
  const behind = `report=${list}&filter=${encodeURIComponent(JSON.stringify(filter))}`;
  expect(await answerOf(await owner.get(`/admin/ask/reports/read?${behind}`))).toMatchObject({ name: 'orders', rows: [] });

  const csv = await owner.get('/admin/ask/reports/export?report=managers&format=csv');
  expect(csv.headers.get('content-disposition')).toContain('.csv');
  const rows: string[][] = parse(await csv.text(), { bom: true });
  expect(rows[0]?.slice(0, 3)).toEqual(['Colleague', 'Orders', 'Worth, RUB']);
  expect(rows.map(([name]) => name)).toContain('Lydia');
  const xlsx = await readSheet(Buffer.from(await (await owner.get('/admin/ask/reports/export?report=managers&format=xlsx')).arrayBuffer()));
  expect(xlsx.find(([name]) => name === 'Lydia')?.slice(0, 3)).toEqual(['Lydia', 0, 0]);
});

test('whoever takes a list or a report away is in the journal, by name and door, and no browser keeps a second copy', async () => {
  const { signedIn } = await openPanelShop();
  const [owner, olga] = [await signedIn('Lydia', 'owner'), await signedIn('Olga', 'manager')];
  for (const path of ['/admin/export/clients?format=csv', '/admin/export/orders', '/admin/ask/reports/export?report=debts&format=csv']) {
    expect((await olga.get(path)).status).toBe(403);
    const answer = await owner.get(path);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
  }
  const { rows } = (await answerOf(await owner.get('/admin/ask/journal/page?kind=views'))) as { rows: { text: string; who: string }[] };
  expect(rows.map(({ who, text }) => [who, text])).toEqual([
    ['Lydia', 'Spreadsheet downloaded: Money due'],
    ['Lydia', 'Spreadsheet downloaded: Orders'],
    ['Lydia', 'Spreadsheet downloaded: Clients'],
  ]);
});

test('a filter that nobody’s number carries and a report that does not exist are refused in words', async () => {
  const { signedIn } = await openPanelShop();
  const owner = await signedIn('Lydia', 'owner');
  for (const query of ['report=nothing', 'report=orders&filter=%7Bbroken', 'report=orders&filter={"stage":"1 or 1=1"}', 'report=orders']) {
    const answer = await owner.get(`/admin/ask/reports/read?${query}`);
    expect([query, answer.status, await answer.json()]).toMatchObject([query, 404, { sentence: 'There is no such report.' }]);
  }
});

test('the owner sets, changes and removes a goal; a manager sees only their own', async () => {
  const { signedIn, shop } = await openPanelShop();
  const owner = await signedIn('Lydia', 'owner');
  const olga = await signedIn('Olga', 'manager');
  const dima = await signedIn('Dima', 'manager');
  const goal = { kind: 'paid-sum', staffId: olga.id, norm: 30_000_000, fromDay: '2027-03-01', untilDay: '2027-03-31' };
  const goalId = (await answerOf(await owner.post('/admin/do/goals/set', goal))) as number;
  expect((await olga.post('/admin/do/goals/set', goal)).status).toBe(403);

  expect(await answerOf(await olga.get('/admin/ask/goals/running'))).toMatchObject([{ id: goalId, norm: 30_000_000, reached: 0 }]);
  expect(await answerOf(await dima.get('/admin/ask/goals/all'))).toEqual([]);
  await owner.post('/admin/do/goals/set', { ...goal, goalId, norm: 40_000_000 });
  expect(await answerOf(await owner.get('/admin/ask/goals/all'))).toMatchObject([{ id: goalId, name: 'Olga', norm: 40_000_000 }]);
  await owner.post('/admin/do/goals/remove', { goalId });
  expect(await answerOf(await owner.get('/admin/ask/goals/all'))).toEqual([]);
  expect(await shop.store.read.$count(goals, eq(goals.id, goalId))).toBe(1);
});
