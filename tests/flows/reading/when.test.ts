import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Language } from '../../../db/schema/words.ts';
import { readWhen, type Surroundings, type Time } from '../../../flows/reading/read-when.ts';

const always = ['09:00', '21:00'] as const;
const calendar = {
  timezone: 'Europe/Moscow',
  hours: { 1: always, 2: always, 3: always, 4: always, 5: always, 6: always, 7: always },
  closedDays: [],
};

interface Row {
  typed: string;
  expected: string;
  around: Surroundings;
}

/** The table: `phrase = days times`, of several meanings with "/"; "-" is not read; lines with @ say when and where it is said. */
function tableOf(language: Language): Row[] {
  let around: Surroundings = { now: 0, calendar, country: 'RU', language };
  return readFileSync(join(import.meta.dirname, `when.${language}.txt`), 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, now = '', country = '', bare] = /^@ now (\S+) country (\w\w)(?: bare (\w+))?$/.exec(line) ?? [];
      if (now)
        around = { now: Date.parse(now), calendar, country, language, horizonDays: 60, ...(bare && { bare: bare as 'day' | 'time' }) };
      const [typed = '', expected] = line.split(' = ');
      return expected === undefined ? [] : [{ typed, expected, around }];
    });
}

const shown = ({ at, by, from = '', until = '' }: Time): string => at ?? (by === undefined ? `${from}-${until}` : `~${by}`);

function understood({ typed, around }: Row): string {
  const read = readWhen(typed, around);
  if (read === undefined) return '-';
  if (typeof read === 'string') return `!${read}`;
  return [read.days.join('/'), read.times.map(shown).join('/')].filter(Boolean).join(' ');
}

describe.each(['ru', 'en'] as const)('days and times as people say them (%s)', (language) => {
  const table = tableOf(language);

  test('the table is long enough to mean something', () => {
    expect(table.length).toBeGreaterThan(200);
  });

  test.each(table)('"$typed" is $expected', (row) => {
    expect(understood(row)).toBe(row.expected);
  });
});

const london = { calendar: { ...calendar, timezone: 'Europe/London' }, country: 'GB', language: 'en' } as const;

test('"in two hours" is two hours later also in the night when clocks are changed', () => {
  const before = Date.parse('2027-03-28T00:30:00Z');
  expect(readWhen('in 2 hours', { ...london, now: before })).toEqual({
    days: ['2027-03-28'],
    times: [{ at: '03:30' }],
    exactly: Date.parse('2027-03-28T02:30:00Z'),
  });
});

test('the day is the one in the zone of the shop', () => {
  const lateInUtc = Date.parse('2026-12-01T23:30:00Z');
  const tokyo = { ...calendar, timezone: 'Asia/Tokyo' };
  expect(readWhen('tomorrow', { ...london, calendar: tokyo, now: lateInUtc })).toMatchObject({ days: ['2026-12-03'] });
});

test('a number of a month that has passed lately is the past one, and one long ago is the next', () => {
  const now = Date.parse('2027-01-10T10:00:00+03:00');
  const read = (typed: string) => readWhen(typed, { now, calendar, country: 'RU', language: 'ru' });
  expect(read('31.12')).toMatchObject({ days: ['2026-12-31'] });
  expect(read('01.11')).toMatchObject({ days: ['2027-11-01'] });
});

test('a long text is not read at all', () => {
  expect(readWhen(`завтра ${'и '.repeat(200)}`, { now: 0, calendar, country: 'RU', language: 'ru' })).toBeUndefined();
});
