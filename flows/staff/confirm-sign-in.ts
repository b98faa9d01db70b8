import { and, eq, gte } from 'drizzle-orm';
import { sessions } from '../../db/schema/people.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { minutes } from '../../notifications/time.ts';
import { encodePress } from '../dialogs/press.ts';
import { reachStaff } from '../messages/reach.ts';
import { sendMessage } from '../messages/send-message.ts';
import { textsIn } from '../texts/texts.ts';
import { findStaff } from './find-staff.ts';

/** So long a browser waits for the tap. */
export const signInWaitsMs = minutes(5);

/** As much of a session's key as fits into a button. */
const shortened = (session: string): string => session.slice(0, 16);

/** Asks a colleague in the messenger whether it is they who sign in to the panel. False when they cannot be written to. */
export async function askWhetherItIsThem(
  tx: Tx,
  { session, staffId, device, now }: { session: string; staffId: number; device: string; now: Instant },
): Promise<boolean> {
  const [to, person] = [await reachStaff(tx, staffId), await findStaff(tx, staffId)];
  if (!to || !person) return false;
  const t = textsIn(person.language).staff.signIn;
  const press = (answer: string) =>
    encodePress({ kind: 'open', dialog: 'panel-sign-in', args: [answer, shortened(session)], keep: false }, to.id);
  const buttons = [
    [
      { label: t.yes, data: press('yes') },
      { label: t.no, data: press('no') },
    ],
  ];
  await sendMessage(tx, { to, message: { text: t.ask(device), buttons }, now });
  return true;
}

/** Lets a waiting session in, or ends it. Undefined when it does not wait any more: a tap that comes late opens nothing. */
export async function answerSignIn(
  tx: Tx,
  { session, staffId, yes, now }: { session: string; staffId: number; yes: boolean; now: Instant },
): Promise<'let-in' | 'ended' | undefined> {
  const waiting = await tx
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.pendingStaffId, staffId), gte(sessions.createdAt, now - signInWaitsMs)));
  const row = waiting.find(({ id }) => shortened(id) === session);
  if (!row) return undefined;
  if (yes) await tx.update(sessions).set({ staffId, pendingStaffId: null }).where(eq(sessions.id, row.id));
  else await tx.delete(sessions).where(eq(sessions.id, row.id));
  return yes ? 'let-in' : 'ended';
}
