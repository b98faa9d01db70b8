import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { Problem } from './problem.ts';

/** Names what a reader sees: by its version where it has one, else by its content. Undefined for lists, which nobody changes as a whole. */
export function etagOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('id' in body)) return undefined;
  if ('version' in body) return `"${String(body.version)}"`;
  return `"${createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 22)}"`;
}

/** Refuses a change of something that is no longer what the caller has read. */
export function refuseStale(req: Request, subject: unknown): void {
  const wanted = req.get('if-match');
  if (wanted === undefined || wanted.trim() === '*') return;
  const etags = wanted.split(',').map((each) => each.trim().replace(/^W\//, ''));
  if (!etags.includes(etagOf(subject) ?? '')) throw new Problem('changed-meanwhile');
}
