import { distinctClients } from '../../db/schema/people.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { type By, record } from '../events.ts';
import { Refused } from '../refused.ts';
import { refuseUnless } from '../staff/rights.ts';
import { getClient } from './load-client.ts';

/** "These are two people": the pair is not suggested any more. Again is a success without effect. */
export async function tellApart(
  tx: Tx,
  { clientId, otherId, by, now }: { clientId: number; otherId: number; by: By; now: Instant },
): Promise<void> {
  const who = await refuseUnless(tx, by, 'client.merge');
  const ids = [(await getClient(tx, clientId)).id, (await getClient(tx, otherId)).id];
  const [lowId, highId] = [Math.min(...ids), Math.max(...ids)];
  if (lowId === highId) throw new Refused('merge.same');
  const added = await tx
    .insert(distinctClients)
    .values({ lowId, highId, byId: who?.id ?? null, at: now })
    .onConflictDoNothing()
    .returning({ id: distinctClients.id });
  if (added.length > 0) await record(tx, { type: 'client.told-apart', clientId, otherId }, by, now);
}
