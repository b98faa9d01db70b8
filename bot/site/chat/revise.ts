import { and, eq, max } from 'drizzle-orm';
import { dialect } from '../../../db/kit.ts';
import { identities } from '../../../db/schema/people.ts';
import { webMessages } from '../../../db/schema/talk.ts';
import type { Store, Tx } from '../../../db/store.ts';

/**
 * One change of what an address is shown, under the next revision. The address is locked first: otherwise revision 6 could be committed
 * before 5, and a page that has seen 6 would never ask for 5. Undefined when nobody has this address.
 */
export function revise<T>(store: Store, address: string, change: (at: Place) => Promise<T>): Promise<T | undefined> {
  return store.tx(
    async (tx) => {
      const identityId = await lockIdentity(tx, address);
      if (identityId === undefined) return undefined;
      return change({ tx, identityId, revision: (await lastRevision(tx, identityId)) + 1 });
    },
    // Each statement must see what the holder of the lock before us has committed.
    { isolation: 'claim' },
  );
}

export interface Place {
  tx: Tx;
  identityId: number;
  revision: number;
}

/** SQLite has one writer, and no row locks to ask for. */
async function lockIdentity(tx: Tx, address: string): Promise<number | undefined> {
  const query = tx
    .select({ id: identities.id })
    .from(identities)
    .where(and(eq(identities.channel, 'web'), eq(identities.address, address)));
  const [found] = await (dialect === 'postgres' ? query.for('no key update') : query);
  return found?.id;
}

async function lastRevision(tx: Tx, identityId: number): Promise<number> {
  const [last] = await tx
    .select({ revision: max(webMessages.revision) })
    .from(webMessages)
    .where(eq(webMessages.identityId, identityId));
  return last?.revision ?? 0;
}
