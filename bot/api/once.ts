import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { Request } from 'express';
import type { Instant } from '../../db/schema/words.ts';
import { apiAnswers } from '../../db/schema/work.ts';
import type { Reader, Tx } from '../../db/store.ts';
import { Problem } from './problem.ts';

/** A request that wants to be done once, however often it comes. */
export interface Once {
  apiKeyId: number;
  key: string;
  /** Of what is asked: the same key with something else is a mistake of the caller. */
  requestHash: string;
}

/** A text in an object: PostgreSQL keeps JSON with its names in another order, and drizzle reads a bare string of JSON as what it says. */
interface Kept {
  text: string;
}

export interface Answered {
  status: number;
  body: unknown;
}

/** Reads `Idempotency-Key`; undefined when the caller sent none. */
export function onceIn(req: Request, apiKeyId: number, given: unknown): Once | undefined {
  const key = req.get('idempotency-key');
  if (key === undefined) return undefined;
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw new Problem('bad-header');
  const asked = JSON.stringify([req.method, req.path, given, req.get('if-match') ?? null]);
  return { apiKeyId, key, requestHash: createHash('sha256').update(asked).digest('base64url') };
}

/** What this very request was answered before; refuses another request under the same key. */
export async function findAnswer(db: Reader, { apiKeyId, key, requestHash }: Once): Promise<Answered | undefined> {
  const [known] = await db
    .select()
    .from(apiAnswers)
    .where(and(eq(apiAnswers.apiKeyId, apiKeyId), eq(apiAnswers.key, key)));
  if (known && known.requestHash !== requestHash) throw new Problem('key-reused');
  // Written by `keepAnswer` only.
  return known && { status: known.status, body: JSON.parse((known.body as Kept).text) };
}

/**
 * Takes the key before the work begins: of two at the same time the later one waits here. PostgreSQL then tells it to run again, and it finds the
 * answer of the first.
 */
export async function takeKey(tx: Tx, once: Once, now: Instant): Promise<void> {
  await tx
    .insert(apiAnswers)
    .values({ ...once, status: 0, body: { text: '' } satisfies Kept, at: now })
    .onConflictDoNothing();
}

/** Keeps the answer in the transaction of the work. */
export async function keepAnswer(tx: Tx, { apiKeyId, key }: Once, { status, body }: Answered): Promise<void> {
  await tx
    .update(apiAnswers)
    .set({ status, body: { text: JSON.stringify(body) } satisfies Kept })
    .where(and(eq(apiAnswers.apiKeyId, apiKeyId), eq(apiAnswers.key, key)));
}
