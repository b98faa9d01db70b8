import { and, eq, isNull, lt, or } from 'drizzle-orm';
import type { Request } from 'express';
import type { Instant } from '../../db/schema/words.ts';
import { apiKeys } from '../../db/schema/work.ts';
import type { Store } from '../../db/store.ts';
import { type ApiKey, findKey } from '../../flows/api-keys/find-key.ts';
import type { Scope } from '../../flows/api-keys/scopes.ts';
import { minutes } from '../../notifications/time.ts';
import type { Pace } from '../site/pace.ts';
import { Problem } from './problem.ts';

/** The key of a call that may come in now: known, not revoked, with this scope, and not too often. */
export async function authorize(req: Request, scope: Scope | null, { store, now, wait }: Gate): Promise<ApiKey> {
  const shown = /^Bearer +(anna_[\w-]{20,100}) *$/i.exec(req.get('authorization') ?? '')?.[1];
  if (shown === undefined) throw new Problem('key-missing');
  const key = await findKey(store.read, shown, now);
  if (!key) throw new Problem('key-unknown');
  const waitMs = wait(String(key.id), now);
  if (waitMs > 0) throw new Problem('too-many', { retryAfterMs: waitMs });
  if (scope !== null && !key.scopes.includes(scope)) throw new Problem('scope-missing');
  if (key.usedAt === null || key.usedAt <= now - minutes(1)) await markUsed(store, key.id, now);
  return key;
}

interface Gate {
  store: Store;
  now: Instant;
  wait: Pace;
}

/** To the minute: the owner sees which keys nobody uses, and reads do not become writes. */
async function markUsed(store: Store, id: number, now: Instant): Promise<void> {
  const before = or(isNull(apiKeys.usedAt), lt(apiKeys.usedAt, now));
  await store.tx((tx) =>
    tx
      .update(apiKeys)
      .set({ usedAt: now })
      .where(and(eq(apiKeys.id, id), before))
      .then(() => undefined),
  );
}
