import type { UploadedFile } from './forms.ts';
import type { Check, Fields } from './spec.ts';
import { anyOf, arrayOf, isObject, kindOf, lazily, objectOf, readSpec } from './spec.ts';

type Field = { name: string; types: string[]; required: boolean; description: string };
type Entry = { name: string; fields?: Field[]; subtypes?: string[]; returns?: string[] };
type Spec = { methods: Record<string, Entry>; types: Record<string, Entry> };

export type MethodCheck = {
  /** Spelled as in the documentation; requests may use any case. */
  name: string;
  returns: readonly string[];
  /** Answers what is wrong with the fields. `form` says that values came as strings; they are parsed in place. */
  breaches(fields: Fields, files: ReadonlyMap<string, UploadedFile>, form: boolean): string[];
};

export type TelegramCheck = { method(name: string): MethodCheck | undefined; type(name: string): Check };

let compiled: TelegramCheck | undefined;

/** The Bot API description as ready checks; read and compiled once per process. */
export function telegramCheck(): TelegramCheck {
  compiled ??= compile(readSpec('telegram_bot_api.json') as Spec); // a file of ours, its shape is in shared/specs/README.md
  return compiled;
}

// Telegraf puts `hide` into every button, and the platform ignores it.
const tolerated: ReadonlyMap<string, string> = new Map([
  ['InlineKeyboardButton', 'hide'],
  ['KeyboardButton', 'hide'],
]);

function compile(spec: Spec): TelegramCheck {
  const types = new Map<string, Check>(Object.entries(primitives));
  const type = (name: string): Check => {
    const known = types.get(name);
    if (known) return known;
    const made = name.startsWith('Array of ') ? arrayOf(lazily(() => type(name.slice(9)))) : named(name);
    types.set(name, made);
    return made;
  };
  const named = (name: string): Check => {
    const entry = spec.types[name];
    if (!entry) throw new Error(`The description mentions ${name}, but does not describe it`);
    const check = entry.subtypes ? union(spec, entry.subtypes, type) : record(entry, type);
    // "For simple text buttons, String can be used instead of this object" stands in its description only.
    return name === 'KeyboardButton' ? anyOf([check, primitives.String]) : check;
  };

  const methods = new Map(Object.values(spec.methods).map((entry) => [entry.name.toLowerCase(), entry]));
  const ready = new Map<string, MethodCheck>();
  const method = (name: string): MethodCheck | undefined => {
    const key = name.toLowerCase();
    const entry = methods.get(key);
    const check = ready.get(key) ?? (entry && methodCheck(entry, type));
    if (check) ready.set(key, check);
    return check;
  };
  return { method, type };
}

const primitives = {
  Integer: (value, at, breaches) => {
    if (!Number.isSafeInteger(value)) breaches.push(`${at}: must be a whole number, is ${String(value)}`);
  },
  Float: (value, at, breaches) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) breaches.push(`${at}: must be a number, is ${kindOf(value)}`);
  },
  String: (value, at, breaches) => {
    if (typeof value !== 'string') breaches.push(`${at}: must be a string, is ${kindOf(value)}`);
  },
  Boolean: (value, at, breaches) => {
    if (typeof value !== 'boolean') breaches.push(`${at}: must be true or false, is ${kindOf(value)}`);
  },
  InputFile: (value, at, breaches) => {
    if (!isObject(value) || !(value.bytes instanceof Buffer)) breaches.push(`${at}: must be an uploaded file, is ${kindOf(value)}`);
  },
} satisfies Record<string, Check>;

const record = (entry: Entry, type: (name: string) => Check): Check => {
  const checks = new Map((entry.fields ?? []).map((field) => [field.name, fieldCheck(field, type)]));
  const habit = tolerated.get(entry.name);
  if (habit) checks.set(habit, () => undefined);
  return objectOf(entry.name, checks, requiredOf(entry));
};

const requiredOf = (entry: Entry): string[] => (entry.fields ?? []).filter((each) => each.required).map((each) => each.name);

function fieldCheck(field: Field, type: (name: string) => Check): Check {
  const alternatives = field.types.map((name) => lazily(() => type(name)));
  const only = alternatives.length === 1 ? alternatives[0] : undefined;
  const shape = only ?? anyOf(alternatives);
  const size = sizeCheck(field);
  if (!size) return shape;
  return (value, at, breaches) => {
    shape(value, at, breaches);
    size(value, at, breaches);
  };
}

/** Limits such as "1-64 bytes" stand in the descriptions. Lengths "after entities parsing" are asked where entities are parsed. */
function sizeCheck({ description, types }: Field): Check | undefined {
  const found = /(\d+)-(\d+)( characters| bytes| identifiers| items)?/.exec(description);
  if (!found || /entit(y|ies) parsing/.test(description)) return;
  const [range, low, high, unit] = found;
  const wanted = `must have ${range.trim()}`;
  const within = (size: number) => size >= Number(low) && size <= Number(high);
  const add = (fine: boolean, at: string, breaches: string[]) => void (fine || breaches.push(`${at}: ${wanted}`));
  if (unit === ' bytes') return (value, at, breaches) => add(typeof value !== 'string' || within(Buffer.byteLength(value)), at, breaches);
  if (unit === ' characters') return (value, at, breaches) => add(typeof value !== 'string' || within([...value].length), at, breaches);
  if (unit) return (value, at, breaches) => add(!Array.isArray(value) || within(value.length), at, breaches);
  if (types[0] === 'Integer' && types.length === 1)
    return (value, at, breaches) => add(typeof value !== 'number' || within(value), at, breaches);
  return;
}

/** Variants are told apart by the field whose description fixes its value; without one, the closest variant speaks. */
function union(spec: Spec, names: readonly string[], type: (name: string) => Check): Check {
  const byMark = new Map<string, string[]>();
  let mark: string | undefined;
  for (const name of names) {
    const found = markOf(spec.types[name]);
    if (!found) return anyOf(names.map((each) => lazily(() => type(each))));
    mark = found.field;
    byMark.set(found.value, [...(byMark.get(found.value) ?? []), name]);
  }
  const checks = new Map([...byMark].map(([value, variants]) => [value, anyOf(variants.map((each) => lazily(() => type(each))))]));
  return (value, at, breaches) => {
    const chosen = isObject(value) && mark ? checks.get(String(value[mark])) : undefined;
    if (chosen) chosen(value, at, breaches);
    else breaches.push(`${at}: ${mark} must be one of ${[...checks.keys()].join(', ')}`);
  };
}

function markOf(entry: Entry | undefined): { field: string; value: string } | undefined {
  for (const field of entry?.fields ?? []) {
    const value = /(?:must be|always) ["“]?(\w+)/.exec(field.description)?.[1];
    if (value && ['type', 'source', 'status'].includes(field.name)) return { field: field.name, value };
  }
  return;
}

function methodCheck(entry: Entry, type: (name: string) => Check): MethodCheck {
  const fields = entry.fields ?? [];
  const readers = new Map(fields.map((field) => [field.name, formReader(field)]));
  const check = objectOf(entry.name, new Map(fields.map((field) => [field.name, fieldCheck(field, type)])), requiredOf(entry));
  const breaches: MethodCheck['breaches'] = (given, files, form) => {
    const found: string[] = [];
    // Telegraf names the method in its multipart bodies as well, and the platform ignores it.
    if (given.method === entry.name && !readers.has('method')) delete given.method;
    if (form) for (const [key, read] of readers) if (typeof given[key] === 'string') given[key] = read(given[key]);
    for (const [name, file] of files) if (readers.has(name) && given[name] === undefined) given[name] = file;
    check(given, '', found);
    if (files.size > 0 || form) checkAttachments(given, files, found);
    return found;
  };
  return { name: entry.name, returns: entry.returns ?? [], breaches };
}

/** What a form's string means for a field; what cannot be read stays a string and fails its check. */
function formReader({ types }: Field): (raw: string) => unknown {
  if (types.includes('String')) return types.includes('Integer') ? (raw) => (/^-?\d+$/.test(raw) ? Number(raw) : raw) : (raw) => raw;
  return (raw) => {
    try {
      return JSON.parse(raw) as unknown;
    } catch {
      return raw;
    }
  };
}

function checkAttachments(fields: Fields, files: ReadonlyMap<string, UploadedFile>, breaches: string[]): void {
  const wanted = new Set([...JSON.stringify(fields, withoutBytes).matchAll(/"attach:\/\/([^"]+)"/g)].map((match) => match[1]));
  for (const name of wanted) if (name && !files.has(name)) breaches.push(`attach://${name}: no file of this name was uploaded`);
  for (const name of files.keys())
    if (!wanted.has(name) && !(name in fields)) breaches.push(`${name}: a file was uploaded that nothing refers to`);
}

const withoutBytes = (_: string, value: unknown): unknown => (isObject(value) && value.bytes instanceof Buffer ? undefined : value);
