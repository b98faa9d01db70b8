import { createHash } from 'node:crypto';
import { eq, lt, or } from 'drizzle-orm';
import session, { type SessionData } from 'express-session';
import { sessions } from '../../db/schema/people.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Store } from '../../db/store.ts';
import { hours, minutes } from '../../notifications/time.ts';

declare module 'express-session' {
  interface SessionData {
    staffId?: number;
    /** Signed in by password, and the tap in the messenger is still missing. */
    pendingStaffId?: number;
    device?: string;
  }
}

const idleMs = minutes(30);
const longestMs = hours(12);
/** A session that is in use is written down as seen at most this often. */
const seenEveryMs = minutes(1);

/** What the database knows a session by: a stolen copy of the file opens nothing. */
export const sessionKey = (id: string): string => createHash('sha256').update(id).digest('base64url');

/** Sessions of the panel in our database: whose they are and nothing else. They end after half an hour of rest, or twelve hours. */
export class SessionStore extends session.Store {
  readonly #store: Store;
  readonly #now: () => Instant;

  constructor(store: Store, now: () => Instant) {
    super();
    this.#store = store;
    this.#now = now;
  }

  override get(id: string, done: (error: unknown, session?: SessionData | null) => void): void {
    answer(done, async () => {
      const [row] = await this.#store.read
        .select()
        .from(sessions)
        .where(eq(sessions.id, sessionKey(id)));
      if (!row || row.expiresAt <= this.#now() || row.seenAt + idleMs <= this.#now()) return null;
      const { staffId, pendingStaffId, device } = row;
      return {
        cookie: new session.Cookie(),
        ...(staffId !== null && { staffId }),
        ...(pendingStaffId !== null && { pendingStaffId }),
        ...(device !== null && { device }),
      };
    });
  }

  override set(id: string, data: SessionData, done: (error?: unknown) => void = () => {}): void {
    const now = this.#now();
    const values = {
      staffId: data.staffId ?? null,
      pendingStaffId: data.pendingStaffId ?? null,
      device: data.device ?? null,
      seenAt: now,
    };
    answer(done, () =>
      this.#store.tx(async (tx) => {
        await tx.delete(sessions).where(or(lt(sessions.expiresAt, now), lt(sessions.seenAt, now - idleMs)));
        await tx
          .insert(sessions)
          .values({ id: sessionKey(id), ...values, createdAt: now, expiresAt: now + longestMs })
          .onConflictDoUpdate({ target: sessions.id, set: values });
      }),
    );
  }

  override touch(id: string, _data: SessionData, done: (error?: unknown) => void = () => {}): void {
    answer(done, async () => {
      const now = this.#now();
      const [row] = await this.#store.read
        .select({ seenAt: sessions.seenAt })
        .from(sessions)
        .where(eq(sessions.id, sessionKey(id)));
      if (!row || row.seenAt + seenEveryMs > now) return;
      await this.#store.tx((tx) =>
        tx
          .update(sessions)
          .set({ seenAt: now })
          .where(eq(sessions.id, sessionKey(id))),
      );
    });
  }

  override destroy(id: string, done: (error?: unknown) => void = () => {}): void {
    answer(done, () => this.#store.tx((tx) => tx.delete(sessions).where(eq(sessions.id, sessionKey(id)))));
  }
}

/** express-session speaks in callbacks. */
function answer<T>(done: (error: unknown, value?: T) => void, work: () => Promise<T>): void {
  work().then(
    (value) => done(null, value),
    (error: unknown) => done(error),
  );
}
