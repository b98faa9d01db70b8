import { and, eq, inArray } from 'drizzle-orm';
import { calls } from '../../db/schema/work.ts';
import type { Reader, Tx } from '../../db/store.ts';

export type Call = typeof calls.$inferSelect;

/** A call by number, or undefined. */
export async function findCall(db: Reader, id: number): Promise<Call | undefined> {
  const [call] = Number.isSafeInteger(id) ? await db.select().from(calls).where(eq(calls.id, id)) : [];
  return call;
}

/** A call by the platform's own number. */
export async function findCallBySid(db: Reader, externalId: string): Promise<Call | undefined> {
  const [call] = await db.select().from(calls).where(eq(calls.externalId, externalId));
  return call;
}

/** Where each state can come from: reports are repeated and overtake each other, and a call only goes forward. */
const before: Record<Exclude<Call['state'], 'ringing'>, Call['state'][]> = {
  answered: ['ringing'],
  failed: ['ringing'],
  missed: ['ringing', 'failed'],
  ended: ['ringing', 'answered', 'failed', 'missed'],
};

/** Moves a call forward; undefined when it is as far already. */
export async function moveCall(
  tx: Tx,
  { id }: Pick<Call, 'id'>,
  state: keyof typeof before,
  more: Partial<Pick<Call, 'answeredAt' | 'endedAt' | 'staffId'>> = {},
): Promise<Call | undefined> {
  const [moved] = await tx
    .update(calls)
    .set({ state, ...more })
    .where(and(eq(calls.id, id), inArray(calls.state, before[state])))
    .returning();
  return moved;
}
