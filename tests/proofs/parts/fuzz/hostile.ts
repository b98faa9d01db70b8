import fc from 'fast-check';
import type { Random } from '../random.ts';

/** Words that have hurt programs before. */
export const words = [
  ...[
    '',
    ' ',
    '\0',
    'a\0b',
    '\ud800',
    '\udfff\ud800',
    '\u202e',
    '\ufeff',
    '\u{E000}bold\u{E001}',
    '\r\n',
    '\r\nSet-Cookie: a=b',
    '🧁'.repeat(300),
  ],
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    '$where',
    'null',
    'undefined',
    'NaN',
    'true',
    '[object Object]',
  ],
  ...[
    "' OR 1=1 --",
    '"; DROP TABLE orders; --',
    '%',
    '%%',
    '_',
    '\\',
    '%00',
    '%E0%A4%A',
    '../../../etc/passwd',
    '..\\..\\',
    '<script>alert(1)</script>',
  ],
  ...['-1', '0', '1e309', '9007199254740993', '99999999999999999999', '0x10', '1.5', '-0', '٢', '１２', '½', 'Infinity'],
  ...['{{7*7}}', '=1+1', '@SUM(A1)', '/start', '/order', '/menu', 'src-flyer', '+79123456789', '8 (912) 345-67-89', 'x'.repeat(5000)],
  ...['2027-03-06T12:00:00+03:00', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', '+275760-09-13T00:00:00Z', '2027-02-30'],
];

const numbers = [
  -1,
  0,
  1,
  -0,
  0.1,
  1.0000001,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  2 ** 63,
  -(2 ** 63),
  1e21,
  1e308,
  5e-324,
  Number.MAX_SAFE_INTEGER,
];

/** Values of every kind and shape, ready to be put anywhere. */
export function hostileValues(seed: number): readonly unknown[] {
  const any = fc.oneof(
    fc.anything({ maxDepth: 3, maxKeys: 4 }),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom<unknown>(...words, ...numbers, null, true, false, [], {}, [[]], [null], { id: 1 }),
    fc.dictionary(fc.constantFrom('__proto__', 'constructor', 'id', 'text', 'length', 'toString', 'then'), fc.jsonValue({ maxDepth: 1 })),
    fc.double(),
    fc.maxSafeInteger(),
  );
  return fc.sample(any, { seed, numRuns: 4000 }).filter((value) => value !== undefined);
}

/** `[[[…]]]` or `{"a":{"a":…}}`, deeper than any recursion should go. */
export function deep(random: Random): string {
  const levels = random.pick([40, 1000, 10_000, 60_000]);
  return random.chance(50) ? '['.repeat(levels) + ']'.repeat(levels) : `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
}
