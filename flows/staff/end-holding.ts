import { and, eq, isNull } from 'drizzle-orm';
import { identities, invites, sessions } from '../../db/schema/people.ts';
import type { Instant } from '../../db/schema/words.ts';
import { apiKeys } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import { type By, record } from '../events.ts';
import { recordChange } from '../record-change.ts';
import { sessionsOf } from './end-sessions.ts';
import type { HoldingKind } from './find-holdings.ts';
import { findStaff } from './find-staff.ts';
import { refuseUnless } from './rights.ts';
import { endedByHand } from './seat.ts';

interface EndHolding {
  staffId: number;
  kind: HoldingKind;
  id: string;
  by: By;
  now: Instant;
}

/** Ends one way in of a colleague, at once. One's own anybody may end, another's the owner. What has ended already is a success without effect. */
export async function endHolding(tx: Tx, { staffId, kind, id, by, now }: EndHolding): Promise<void> {
  if (by.kind !== 'staff' || by.id !== staffId) await refuseUnless(tx, by, 'staff.manage');
  const ended = await enders[kind](tx, { staffId, id, now });
  if (ended === undefined) return;
  if (kind === 'key') await record(tx, { type: 'key.revoked', keyId: Number(id) }, by, now);
  const name = (await findStaff(tx, staffId))?.name ?? '—';
  await recordChange(tx, {
    ...{ part: 'account', id: staffId, title: { ru: name, en: name }, by, now },
    before: { [kind]: ended },
    after: { [kind]: null },
  });
}

/** Each answers what it was that has ended; undefined when there was nothing. */
type End = (tx: Tx, what: { staffId: number; id: string; now: Instant }) => Promise<string | undefined>;

const enders: Record<HoldingKind, End> = {
  async session(tx, { staffId, id }) {
    const [gone] = await tx
      .delete(sessions)
      .where(and(eq(sessions.id, id), sessionsOf(staffId)))
      .returning({ device: sessions.device });
    return gone && (gone.device ?? '—');
  },
  async chat(tx, { staffId, id, now }) {
    const [gone] = await tx
      .update(identities)
      .set({ closedAt: now, closedWhy: endedByHand })
      .where(and(eq(identities.id, Number(id)), eq(identities.staffId, staffId)))
      .returning({ channel: identities.channel });
    return gone?.channel;
  },
  async key(tx, { staffId, id, now }) {
    const [gone] = await tx
      .update(apiKeys)
      .set({ revokedAt: now })
      .where(and(eq(apiKeys.id, Number(id)), eq(apiKeys.byId, staffId), isNull(apiKeys.revokedAt)))
      .returning({ title: apiKeys.title });
    return gone?.title;
  },
  async link(tx, { staffId, id }) {
    const [gone] = await tx
      .delete(invites)
      .where(and(eq(invites.id, Number(id)), eq(invites.staffId, staffId), isNull(invites.usedAt)))
      .returning({ purpose: invites.purpose });
    return gone?.purpose;
  },
};
