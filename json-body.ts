import express from 'express';
import { cleanText } from './flows/clean-text.ts';

/** An honest body is never deeper than this; schemas walk it recursively. */
const maxDepth = 32;

/** How every door reads JSON: at most `limit`, never unpacked, nothing in it that a schema could stumble over, and texts as `cleanText` leaves them. Answers 400, 413 or 415. */
export function jsonBody(limit: string | number): ReturnType<typeof express.json> {
  const parse = express.json({ limit, inflate: false });
  return (req, res, next) =>
    parse(req, res, (error?: unknown) => {
      const body = 'body' in req ? req.body : undefined;
      if (error || !isMeasurable(body, maxDepth)) return next(error ?? new TooDeep());
      cleanTexts(body);
      next();
    });
}

class TooDeep extends Error {
  readonly status = 400;
}

/**
 * Whether a body is shallow enough. Beside that it empties each `length` that is an object: zod compares the `length` of whatever brings one,
 * and an object there may be one that does not compare and throws. No honest length is an object.
 */
function isMeasurable(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (levels === 0) return false;
  if (Array.isArray(value)) return value.every((each) => isMeasurable(each, levels - 1));
  if ('length' in value && typeof value.length === 'object') value.length = null;
  for (const name in value) if (!isMeasurable(value[name as keyof typeof value], levels - 1)) return false;
  return true;
}

/** Brings every text in a body to the form that `cleanText` gives, in place: a copy would cost as much as the parsing. */
function cleanTexts(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) for (const [at, each] of value.entries()) value[at] = cleanTexts(each);
  else if (typeof value === 'object' && value !== null)
    for (const name of Object.keys(value)) Reflect.set(value, name, cleanTexts(Reflect.get(value, name)));
  return value;
}
