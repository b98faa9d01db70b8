import type { Random } from '../random.ts';
import { words } from './hostile.ts';

export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: Schema | boolean;
  format?: string;
  minimum?: number;
  maximum?: number;
  examples?: unknown[];
}

/** A body that fits a schema of the served description, so that fuzz comes past the door also on routes nobody thought of here. */
export function bodyFor(schema: Schema, known: Record<string, Schema>, random: Random): unknown {
  const { $ref, anyOf, oneOf } = schema;
  if ($ref) return bodyFor(known[$ref.split('/').at(-1) ?? ''] ?? {}, known, random);
  if (schema.examples && random.chance(50)) return random.pick(schema.examples);
  const ways = anyOf ?? oneOf;
  if (ways) return bodyFor(random.pick(ways), known, random);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return random.pick(schema.enum);
  return byType(schema, known, random);
}

function byType(schema: Schema, known: Record<string, Schema>, random: Random): unknown {
  const type = Array.isArray(schema.type) ? random.pick(schema.type) : schema.type;
  if (type === 'object') {
    const wanted = Object.entries(schema.properties ?? {}).filter(([name]) => schema.required?.includes(name) || random.chance(60));
    return Object.fromEntries(wanted.map(([name, inner]) => [name, bodyFor(inner, known, random)]));
  }
  if (type === 'array') return Array.from({ length: random.between(1, 2) }, () => bodyFor(schema.items ?? {}, known, random));
  if (type === 'integer') return random.pick([1, 2, 3, 7, schema.minimum ?? 0, schema.maximum ?? 1000]);
  if (type === 'number') return random.pick([1, 1.5, 2, 3]);
  if (type === 'boolean') return random.chance(50);
  if (type === 'null') return null;
  if (schema.format === 'date-time') return new Date(Date.now() + random.between(-3, 30) * 43_200_000).toISOString();
  return random.chance(50) ? random.pick(['Olga', '+79123456789', 'order.placed', 'https://crm.example.com/anna']) : random.pick(words);
}
