import { and, eq, gt, isNull } from 'drizzle-orm';
import { identities, invites, staff } from '../../db/schema/people.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import type { Staff } from '../dialogs/dialog.ts';
import { record } from '../events.ts';
import { everywhere } from '../texts/texts.ts';
import { findStaff } from './find-staff.ts';
import { hashOf } from './invite-staff.ts';

interface JoinStaff {
  code: string;
  /** The address that becomes the colleague's. */
  identityId: number;
  now: Instant;
}

/** Lets a colleague in by a one-time code, on shift from then on. Undefined when the code is none of ours, used up, out of date, or its colleague has left. */
export async function joinStaff(tx: Tx, { code, identityId, now }: JoinStaff): Promise<Staff | undefined> {
  const codeHash = hashOf(code);
  const [invite] = await tx
    .select()
    .from(invites)
    .where(and(eq(invites.codeHash, codeHash), eq(invites.purpose, 'bot')));
  const person = await findStaff(tx, invite?.staffId);
  if (!invite || !person || person.removedAt !== null) return undefined;
  const [identity] = await tx.select().from(identities).where(eq(identities.id, identityId));
  if (!identity) return undefined;
  const used = await tx
    .update(invites)
    .set({ usedAt: now })
    .where(and(eq(invites.id, invite.id), isNull(invites.usedAt), gt(invites.expiresAt, now)))
    .returning({ id: invites.id });
  if (used.length === 0) return undefined;
  await tx.update(identities).set({ staffId: person.id, closedAt: null, closedWhy: null }).where(eq(identities.id, identityId));
  const name = isNamedByRole(person) ? (identity.name ?? person.name) : person.name;
  await tx.update(staff).set({ onShift: true, name }).where(eq(staff.id, person.id));
  await record(tx, { type: 'staff.joined', staffId: person.id, channel: identity.channel }, { kind: 'staff', id: person.id }, now);
  return { ...person, onShift: true, name };
}

/** The first owner is invited before anybody has a name: "owner". */
const isNamedByRole = ({ name, roles }: Staff): boolean => roles.some((role) => everywhere((t) => t.roles[role]).includes(name));
