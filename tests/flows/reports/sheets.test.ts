import { buffer } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { toCsv } from '../../../flows/sheets/csv.ts';
import type { Sheet, SheetStyle, SheetValue } from '../../../flows/sheets/sheet.ts';
import { toXlsx } from '../../../flows/sheets/xlsx.ts';
import { randomOf } from '../../proofs/parts/random.ts';

const style = (language: 'ru' | 'en'): SheetStyle => ({ language, shop: { currency: 'RUB', timezone: 'Europe/Moscow' } });
const random = randomOf(26);
const starts = [
  '=',
  '+',
  '-',
  '@',
  '\t',
  '\r',
  '＝',
  '＋',
  '－',
  '＠',
  "'=",
  "'",
  '"',
  ';',
  ',',
  '\n',
  ' =',
  '=HYPERLINK("http://x")',
  '@SUM(1)',
  'Анна',
];
const middles = ['1+1', "cmd|'/C calc'!A0", 'имя', '"q"', ';,', '\r\n', '😀', '&<>', '+7 912 345-67-89', 'a\tb'];
const strings = Array.from({ length: 10_000 }, () => random.pick(starts) + random.pick(middles) + random.pick(['', ...middles]));

const oneColumn = (texts: readonly string[]): Sheet => ({
  title: 'All: that [could] be/bad?',
  columns: [{ title: 'Text', kind: 'text' }],
  rows: texts.map((text) => [text]),
});

/** What an importer undoes. */
const unescaped = (text: string) => text.replace(/^'(?='*[=+\-@\t\r＝＋－＠])/, '');

test('of 10,000 strings that could be formulas none is one in a CSV, and each comes back as it was', async () => {
  const csv = (await buffer(toCsv(oneColumn(strings), style('ru')))).toString('utf8');
  const rows: string[][] = parse(csv, { bom: true, delimiter: ';' });

  expect(csv.startsWith('\uFEFF')).toBe(true);
  expect(rows.slice(1).filter(([text = '']) => /^[=+\-@\t\r＝＋－＠]/.test(text))).toEqual([]);
  expect(rows.slice(1).map(([text = '']) => unescaped(text))).toEqual(strings);
});

test('of 10,000 strings that could be formulas none is one in a workbook, and each comes back as it was', async () => {
  const rows = await readSheet(await toXlsx(oneColumn(strings), style('en')), { trim: false });
  // A line in a cell ends as Excel ends it.
  expect(rows.slice(1).map(([text]) => text)).toEqual(strings.map((text) => text.replace(/\r\n?/g, '\n')));
});

const values: Sheet = {
  title: 'Kinds',
  columns: [
    { title: 'Sum', kind: 'money' },
    { title: 'Share', kind: 'percent' },
    { title: 'When', kind: 'moment' },
    { title: 'Day', kind: 'day' },
    { title: 'Stay', kind: 'minutes' },
    { title: 'None', kind: 'count' },
  ],
  rows: [[-123_456, 0.2249, Date.parse('2027-03-01T08:05:00Z'), '2027-03-01', 31, null]] satisfies SheetValue[][],
};

test('numbers stay numbers: money in whole units, negative ones too, moments by the shop’s clock', async () => {
  const csv = async (language: 'ru' | 'en') => (await buffer(toCsv(values, style(language)))).toString('utf8').split('\r\n')[1];
  expect(await csv('ru')).toBe('-1234,56;22,5%;2027-03-01 11:05;2027-03-01;31;');
  expect(await csv('en')).toBe('-1234.56,22.5%,2027-03-01 11:05,2027-03-01,31,');

  const [, row] = await readSheet(await toXlsx(values, style('ru')));
  expect(row).toEqual([-1234.56, 0.2249, new Date('2027-03-01T11:05:00Z'), new Date('2027-03-01T00:00:00Z'), 31, null]);
});

test('a table of many rows that come page by page lets others work meanwhile', async () => {
  let turns = 0;
  const tick = setInterval(() => turns++, 1);
  async function* pages() {
    for (let row = 0; row < 20_000; row++) yield [`row ${row}`];
  }
  const bytes = await buffer(toCsv({ ...oneColumn([]), rows: pages() }, style('en')));
  clearInterval(tick);
  expect(bytes.toString().split('\r\n')).toHaveLength(20_002);
  expect(turns).toBeGreaterThan(10);
});

test('signs that XML does not know are left out of a workbook, which opens', async () => {
  const rows = await readSheet(await toXlsx(oneColumn(['Ol\u000Bga\u0001', 'a\uFFFEb\uFFFF']), style('en')));
  expect(rows.slice(1).map(([text]) => text)).toEqual(['Olga', 'ab']);
});
