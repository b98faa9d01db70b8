import express from 'express';

/** An honest body is never deeper than this; schemas walk it recursively. */
const maxDepth = 32;

/** How every door reads JSON: at most `limit`, never unpacked, and nothing in it that a schema could stumble over. Answers 400, 413 or 415. */
export function jsonBody(limit: string | number): ReturnType<typeof express.json> {
  const parse = express.json({ limit, inflate: false });
  return (req, res, next) =>
    parse(req, res, (error?: unknown) => {
      const body = 'body' in req ? req.body : undefined;
      next(error ?? (isMeasurable(body, maxDepth) ? undefined : new TooDeep()));
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
