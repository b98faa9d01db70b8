import type { z } from 'zod';
import { type FlawCode, type FlawDetails, isFlawCode } from './flaw-words.ts';

/** What is wrong with one place of a request, `/items/0/amount` or `?limit`; the words come with the reader's language. */
export interface Flaw {
  path: string;
  code: FlawCode;
  details?: FlawDetails;
}

type Issue = z.core.$ZodIssue;

const mostFlaws = 20;

/** Every flaw that a schema found in what was given. A schema may give a code of its own as the message of a check. */
export const flawsIn = (error: z.ZodError | undefined, given: unknown, sign: '/' | '?'): Flaw[] =>
  (error?.issues ?? [])
    .flatMap((issue) => placesOf(issue, []))
    .slice(0, mostFlaws)
    .map(({ issue, path }) => ({ path: pointer(sign, path), ...kindOf(issue, valueAt(given, path)) }));

interface Place {
  issue: Issue;
  path: readonly PropertyKey[];
}

/** One place for each field that is not known, and those of the nearest form where there are several. */
function placesOf(issue: Issue, above: readonly PropertyKey[]): Place[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ issue, path: [...path, key] }));
  if (issue.code !== 'invalid_union') return [{ issue, path }];
  const forms = issue.errors.map((inner) => inner.flatMap((each) => placesOf(each, path)));
  return forms.toSorted((a, b) => a.length - b.length)[0] ?? [{ issue, path }];
}

function kindOf(issue: Issue, value: unknown): Omit<Flaw, 'path'> {
  // What a check of its own asks for (an address for a delivery) is more than that a field is empty.
  if (value === undefined && issue.code !== 'custom') return { code: 'missing' };
  if (isFlawCode(issue.message)) return { code: issue.message };
  switch (issue.code) {
    case 'unrecognized_keys':
      return { code: 'unknown-field' };
    case 'invalid_type':
      return { code: 'wrong-type', details: { expected: issue.expected } };
    case 'invalid_value':
      return { code: 'wrong-value', details: { choices: issue.values.map(String) } };
    case 'too_small':
      return { code: 'too-small', details: { of: measured(issue.origin), limit: Number(issue.minimum), exclusive: !issue.inclusive } };
    case 'too_big':
      return { code: 'too-big', details: { of: measured(issue.origin), limit: Number(issue.maximum), exclusive: !issue.inclusive } };
    default:
      return { code: 'invalid' };
  }
}

const measured = (origin: string): FlawDetails['of'] =>
  origin === 'string' ? 'text' : ['array', 'set', 'map', 'object'].includes(origin) ? 'list' : 'number';

const valueAt = (given: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : value),
    given,
  );

/** A JSON pointer (RFC 6901), for a query with `?` before the name. */
const pointer = (sign: '/' | '?', path: readonly PropertyKey[]): string =>
  `${sign}${path.map((key) => String(key).replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`.slice(0, 200);
