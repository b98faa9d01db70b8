import type { Check, Fields } from './spec.ts';
import { arrayOf, isObject, kindOf, lazily, objectOf, readSpec } from './spec.ts';

type Schema = {
  $ref?: string;
  type?: string;
  format?: string;
  enum?: string[];
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  nullable?: boolean;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
};
type Content = { content?: Record<string, { schema: Schema }> };
type Described = {
  parameters?: { name: string; in: string; required?: boolean; schema: Schema }[];
  requestBody?: Content;
  responses: Record<string, Content>;
};
type Spec = { paths: Record<string, Record<string, Described>>; components: { schemas: Record<string, Schema> } };

export type OperationCheck = {
  breaches(path: Fields, query: Fields, body: Fields): string[];
  /** What our own answer must look like. */
  answer: Check;
};

const compiled = new Map<string, OperationCheck>();

/** The check of one operation, as in "POST /v1/Content"; read and compiled once per process. Nothing when Twilio has no such operation. */
export function twilioCheck(operation: string): OperationCheck | undefined {
  if (compiled.size === 0)
    for (const file of ['twilio_api_v2010.trimmed.json', 'twilio_content_v1.trimmed.json']) compile(readSpec(file) as Spec); // their shape is OpenAPI 3
  return compiled.get(operation);
}

function compile(spec: Spec): void {
  for (const [path, methods] of Object.entries(spec.paths)) {
    for (const [method, described] of Object.entries(methods)) {
      if (described.responses) compiled.set(`${method.toUpperCase()} ${path}`, operationCheck(described, spec));
    }
  }
}

function operationCheck({ parameters = [], requestBody, responses }: Described, spec: Spec): OperationCheck {
  const place = (where: string): Check => {
    const own = parameters.filter((each) => each.in === where);
    const checks = new Map(own.map((each) => [each.name, schemaCheck(each.schema, spec, true)]));
    return objectOf(
      `the ${where}`,
      checks,
      own.filter((each) => each.required).map((each) => each.name),
    );
  };
  const [path, query] = [place('path'), place('query')];
  const [type, given] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  const body = given ? schemaCheck(given.schema, spec, type !== 'application/json') : objectOf('an empty body', new Map(), []);
  const answered = Object.values(responses)[0]?.content?.['application/json'];
  const breaches: OperationCheck['breaches'] = (pathFields, queryFields, bodyFields) => {
    const found: string[] = [];
    path(pathFields, '', found);
    query(queryFields, '', found);
    body(bodyFields, '', found);
    return found;
  };
  return { breaches, answer: answered ? schemaCheck(answered.schema, spec, false) : () => undefined };
}

/** In a form every value is a string, or several under one name. */
function schemaCheck(schema: Schema, spec: Spec, form: boolean): Check {
  const name = schema.$ref?.split('/').at(-1);
  if (name !== undefined) return lazily(() => schemaCheck(spec.components.schemas[name] ?? {}, spec, form));
  const check = bare(schema, spec, form);
  return (value, at, breaches) => {
    if (value !== null || !schema.nullable) check(value, at, breaches);
  };
}

function bare(schema: Schema, spec: Spec, form: boolean): Check {
  if (schema.type === 'object' || schema.properties) return objectSchema(schema, spec, form);
  if (schema.type === 'array') {
    const items = arrayOf(schemaCheck(schema.items ?? {}, spec, form));
    return (value, at, breaches) => items(form && !Array.isArray(value) ? [value] : value, at, breaches);
  }
  return scalar(schema, form);
}

function objectSchema({ properties, required = [], additionalProperties: others }: Schema, spec: Spec, form: boolean): Check {
  if (properties)
    return objectOf('the body', new Map(Object.entries(properties).map(([name, each]) => [name, schemaCheck(each, spec, form)])), required);
  const each = isObject(others) ? schemaCheck(others as Schema, spec, form) : undefined; // the only object that may stand here
  return (value, at, breaches) => {
    if (!isObject(value)) breaches.push(`${at}: must be an object, is ${kindOf(value)}`);
    else if (each) for (const [key, inner] of Object.entries(value)) each(inner, `${at}.${key}`, breaches);
  };
}

function scalar(schema: Schema, form: boolean): Check {
  const { type, minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = schema;
  return (value, at, breaches) => {
    if (type === 'integer' || type === 'number') {
      const number = form && typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
      const fine = typeof number === 'number' && Number.isFinite(number) && (type === 'number' || Number.isInteger(number));
      if (!fine || number < minimum || number > maximum)
        breaches.push(`${at}: must be ${type === 'integer' ? 'a whole number' : 'a number'}, is ${String(value)}`);
    } else if (type === 'boolean') {
      if (form ? value !== 'true' && value !== 'false' : typeof value !== 'boolean')
        breaches.push(`${at}: must be true or false, is ${String(value)}`);
    } else if (type === 'string' || schema.enum) stringCheck(schema, value, at, breaches);
  };
}

function stringCheck(
  { enum: words, pattern, minLength = 0, maxLength = Number.POSITIVE_INFINITY, format }: Schema,
  value: unknown,
  at: string,
  breaches: string[],
): void {
  if (typeof value !== 'string') breaches.push(`${at}: must be a string, is ${kindOf(value)}`);
  else if (words && !words.includes(value)) breaches.push(`${at}: must be one of ${words.join(', ')}, is ${value}`);
  else if (pattern && !new RegExp(pattern).test(value)) breaches.push(`${at}: must match ${pattern}, is ${value}`);
  else if (value.length < minLength || value.length > maxLength) breaches.push(`${at}: has a wrong length`);
  else if (format?.startsWith('date-time') && Number.isNaN(Date.parse(value))) breaches.push(`${at}: must be a date, is ${value}`);
}
