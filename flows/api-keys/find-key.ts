import { createHash } from 'node:crypto';
import { desc, eq, sql } from 'drizzle-orm';
import type { Instant } from '../../db/schema/words.ts';
import { apiKeys } from '../../db/schema/work.ts';
import { type Reader, statement } from '../../db/store.ts';
import type { Judged } from '../staff/rights.ts';
import { actionsOf } from './scopes.ts';

export type ApiKey = typeof apiKeys.$inferSelect;

const byHash = statement('api_key_by_hash', (db: Reader) =>
  db
    .select()
    .from(apiKeys)
    .where(eq(apiKeys.keyHash, sql.placeholder('hash'))),
);
const byId = statement('api_key_by_id', (db: Reader) =>
  db
    .select()
    .from(apiKeys)
    .where(eq(apiKeys.id, sql.placeholder('id'))),
);

/** The key that a program showed, if it is one of ours and still good. */
export async function findKey(db: Reader, shown: string, now: Instant): Promise<ApiKey | undefined> {
  const [key] = await byHash(db, { hash: hashOfKey(shown) });
  const isGood = key?.revokedAt === null && (key.expiresAt === null || now < key.expiresAt);
  return isGood ? key : undefined;
}

/** What is kept of a key: it is long and random, so a plain hash does. */
export const hashOfKey = (key: string): string => createHash('sha256').update(key).digest('base64url');

/** A key as the table of rights judges it: a manager who plays no part in any order and may only what its scopes name. */
export async function findKeyRights(db: Reader, id: number | undefined): Promise<Judged | undefined> {
  const [key] = id === undefined ? [] : await byId(db, { id });
  return key && { id: 0, roles: ['manager'], removedAt: key.revokedAt, only: actionsOf(key.scopes) };
}

/** All keys, also revoked ones, the newest first; for the owner's screen. */
export const findKeys = (db: Reader): Promise<ApiKey[]> => db.select().from(apiKeys).orderBy(desc(apiKeys.id)).limit(200);
