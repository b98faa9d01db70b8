import { eq } from 'drizzle-orm';
import { sessions } from '../../db/schema/people.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Reader, Store } from '../../db/store.ts';
import { askWhetherItIsThem, signInWaitsMs } from '../../flows/staff/confirm-sign-in.ts';
import { sessionKey } from './session-store.ts';

/** Asks in the messenger whether it is them. False when they cannot be reached there: then the password must do. */
export const askInMessenger = (
  store: Store,
  asked: { sessionId: string; staffId: number; device: string; now: Instant },
): Promise<boolean> => store.tx((tx) => askWhetherItIsThem(tx, { ...asked, session: sessionKey(asked.sessionId) }));

/** What has become of the question. */
export async function findAnswer(db: Reader, sessionId: string, now: Instant): Promise<'waiting' | 'yes' | 'over'> {
  const [row] = await db
    .select()
    .from(sessions)
    .where(eq(sessions.id, sessionKey(sessionId)));
  if (!row || row.createdAt + signInWaitsMs < now) return 'over';
  if (row.staffId !== null) return 'yes';
  return row.pendingStaffId === null ? 'over' : 'waiting';
}
