import type { Random } from '../random.ts';
import { deep, words } from './hostile.ts';

/** Changes a body here and there, so that most of it still makes sense: values of other kinds, names too many, names too few. */
export function mutateShape(body: unknown, random: Random, values: readonly unknown[]): unknown {
  const copy = structuredClone(body);
  const holder = { body: copy };
  for (let changes = random.pick([1, 1, 1, 2, 4]); changes > 0; changes--) changeOne(holder, random, values);
  return holder.body;
}

type Holder = Record<string, unknown>;

function changeOne(root: { body: unknown }, random: Random, values: readonly unknown[]): void {
  let holder: Holder = root;
  let name = 'body';
  while (isHolder(holder[name]) && random.chance(80)) {
    const inner = holder[name] as Holder;
    const names = Object.keys(inner);
    if (names.length === 0) break;
    holder = inner;
    name = random.pick(names);
  }
  const value = random.pick(values);
  const inner = holder[name];
  if (random.chance(55)) define(holder, name, value);
  else if (random.chance(30)) Reflect.deleteProperty(holder, name);
  else if (isHolder(inner)) define(inner, random.pick(words) || 'extra', value);
  else if (typeof inner === 'string') holder[name] = inner.slice(0, random.between(0, inner.length)) + random.pick(words);
  else define(holder, name, [inner, value]);
}

const isHolder = (value: unknown): value is Holder => typeof value === 'object' && value !== null;

/** As JSON would: `__proto__` is a name like any other. */
const define = (holder: object, name: string, value: unknown): void =>
  void Object.defineProperty(holder, name, { value, enumerable: true, writable: true, configurable: true });

/** Changes bytes: flips, cuts, doubles, inserts. */
export function mutateBytes(bytes: Buffer, random: Random): Buffer {
  let result = bytes;
  for (let changes = random.pick([1, 1, 2, 5, 20]); changes > 0; changes--) result = changeBytes(result, random);
  return result;
}

function changeBytes(bytes: Buffer, random: Random): Buffer {
  const at = random.between(0, Math.max(0, bytes.length - 1));
  const until = Math.min(bytes.length, at + random.between(1, 16));
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (random.between(0, 5)) {
    case 0:
      return Buffer.concat([before, Buffer.of(random.between(0, 255)), after.subarray(1)]);
    case 1:
      return Buffer.concat([before, bytes.subarray(until)]);
    case 2:
      return Buffer.concat([before, bytes.subarray(at, until), after]);
    case 3:
      return Buffer.concat([before, Buffer.from(random.pick(words)), after]);
    case 4:
      return before;
    default:
      return Buffer.concat([before, Buffer.from([0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0, 0x80].slice(0, random.between(1, 7))), after]);
  }
}

/** A body as it goes over the wire: mostly shaped wrong, sometimes broken, sometimes right. */
export function wireOf(body: unknown, form: boolean, random: Random, values: readonly unknown[]): Buffer {
  if (random.chance(1)) return Buffer.from(deep(random));
  const shaped = random.chance(75) ? mutateShape(body, random, values) : body;
  const bytes = Buffer.from(form ? formOf(shaped) : (safeJson(shaped) ?? ''));
  return random.chance(25) ? mutateBytes(bytes, random) : bytes;
}

function safeJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return '{}'; // a circle, or a toJSON that throws
  }
}

function formOf(body: unknown): string {
  if (!isHolder(body)) return String(safeJson(body));
  return Object.entries(body)
    .map(([name, value]) => `${encoded(name)}=${encoded(typeof value === 'string' ? value : (safeJson(value) ?? ''))}`)
    .join('&');
}

export const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());
