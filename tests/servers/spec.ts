import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The description files lie beside the repository; ANNA_SPECS points elsewhere, `none` does without. */
export const specFolder = (): string => process.env.ANNA_SPECS ?? join(dirname(fileURLToPath(import.meta.url)), '../../../shared/specs');

/** Whether requests are checked unless somebody says otherwise. */
export const isChecking = (): boolean => process.env.ANNA_SPECS !== 'none';

/** Reads one description file as JSON. Throws a sentence that says what to do when it is not there. */
export function readSpec(file: string): unknown {
  const path = join(specFolder(), file);
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    const help =
      'Put the folder "shared" beside the repository, or let ANNA_SPECS name the folder with the specs (none: do without), or start the server with { check: false }.';
    throw new Error(`Requests cannot be checked, for ${path} cannot be read. ${help}`, { cause });
  }
}

/** A breach says where and what: "reply_markup.inline_keyboard[0][0].callback_data: …". Checks push into the list. */
export type Check = (value: unknown, at: string, breaches: string[]) => void;

export type Fields = Record<string, unknown>;

export const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

export const kindOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'an array' : typeof value);

/** Takes a check only when first needed, so that types may contain themselves. */
export function lazily(make: () => Check): Check {
  let made: Check | undefined;
  return (value, at, breaches) => {
    made ??= make();
    made(value, at, breaches);
  };
}

/** Passes when one of the checks does; otherwise reports the alternative that came closest. */
export const anyOf =
  (checks: readonly Check[]): Check =>
  (value, at, breaches) => {
    let closest: string[] | undefined;
    for (const check of checks) {
      const found: string[] = [];
      check(value, at, found);
      if (found.length === 0) return;
      if (!closest || found.length < closest.length) closest = found;
    }
    breaches.push(...(closest ?? []));
  };

export const arrayOf =
  (item: Check): Check =>
  (value, at, breaches) => {
    if (Array.isArray(value)) for (const [index, each] of value.entries()) item(each, `${at}[${index}]`, breaches);
    else breaches.push(`${at}: must be an array, is ${kindOf(value)}`);
  };

/** Checks an object field by field: unknown names, missing names, wrong values. */
export function objectOf(name: string, checks: ReadonlyMap<string, Check>, required: readonly string[]): Check {
  return (value, at, breaches) => {
    if (!isObject(value)) {
      breaches.push(`${at || name}: must be ${name}, is ${kindOf(value)}`);
      return;
    }
    const within = at ? `${at}.` : '';
    for (const key in value) {
      const found = value[key];
      if (found === undefined) continue;
      const check = checks.get(key);
      if (check) check(found, within + key, breaches);
      else breaches.push(`${within}${key}: ${name} has no such field`);
    }
    for (const key of required) if (value[key] === undefined) breaches.push(`${within}${key}: is required by ${name}`);
  };
}
