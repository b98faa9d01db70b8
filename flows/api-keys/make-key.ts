import { randomBytes } from 'node:crypto';
import type { Instant } from '../../db/schema/words.ts';
import { apiKeys } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import { days } from '../../notifications/time.ts';
import { type By, record } from '../events.ts';
import { refuseUnless } from '../staff/rights.ts';
import { hashOfKey } from './find-key.ts';
import type { Scope } from './scopes.ts';

interface MakeKey {
  /** Which program it is for. */
  title: string;
  scopes: readonly Scope[];
  /** How long it opens anything; without an end unless told. */
  lastsDays?: number | undefined;
  by: By;
  now: Instant;
}

/** Makes a way in for another program. Only the key's hash is kept, so it can be shown but once. */
export async function makeKey(tx: Tx, { title, scopes, lastsDays, by, now }: MakeKey): Promise<{ keyId: number; key: string }> {
  const who = await refuseUnless(tx, by, 'keys.manage');
  const key = `anna_${randomBytes(32).toString('base64url')}`;
  const expiresAt = lastsDays === undefined ? null : now + days(lastsDays);
  const given = [...new Set(scopes)];
  const row = { title, keyHash: hashOfKey(key), ending: key.slice(-4), scopes: given, byId: who?.id ?? null, createdAt: now, expiresAt };
  const [made] = await tx.insert(apiKeys).values(row).returning({ id: apiKeys.id });
  if (!made) throw new Error('The key was not written');
  await record(tx, { type: 'key.made', keyId: made.id, title, scopes: given }, by, now);
  return { keyId: made.id, key };
}
