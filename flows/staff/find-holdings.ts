import { and, desc, eq, gt, isNull, ne, or } from 'drizzle-orm';
import { identities, invites, sessions } from '../../db/schema/people.ts';
import { conversations } from '../../db/schema/talk.ts';
import type { Instant } from '../../db/schema/words.ts';
import { apiKeys } from '../../db/schema/work.ts';
import type { Reader } from '../../db/store.ts';
import { sessionsOf } from './end-sessions.ts';
import { endedByHand } from './seat.ts';

export const holdingKinds = ['session', 'chat', 'key', 'link'] as const;
export type HoldingKind = (typeof holdingKinds)[number];

/** One way into the shop that a colleague has now. */
export interface Holding {
  kind: HoldingKind;
  id: string;
  /** A browser as its owner knows it, the channel of a chat, the title of a key, the door that a link opens. */
  what: string | null;
  since: Instant;
  /** When it was last used; null when never. */
  usedAt: Instant | null;
  /** When it ends by itself; null when it does not. */
  endsAt: Instant | null;
}

/** Everything by which a colleague can see or do anything: browsers, chats, keys of programs, links that nobody has used yet. */
export async function findHoldings(db: Reader, staffId: number, now: Instant): Promise<Holding[]> {
  const [browsers, chats, keys, links] = await Promise.all([
    browsersOf(db, staffId, now),
    chatsOf(db, staffId),
    keysOf(db, staffId, now),
    linksOf(db, staffId, now),
  ]);
  return [...browsers, ...chats, ...keys, ...links];
}

async function browsersOf(db: Reader, staffId: number, now: Instant): Promise<Holding[]> {
  const rows = await db
    .select()
    .from(sessions)
    .where(and(sessionsOf(staffId), gt(sessions.expiresAt, now)))
    .orderBy(desc(sessions.seenAt));
  return rows.map(({ id, device, createdAt, seenAt, expiresAt }) => ({
    ...{ kind: 'session', id, what: device, since: createdAt, usedAt: seenAt, endsAt: expiresAt },
  }));
}

async function chatsOf(db: Reader, staffId: number): Promise<Holding[]> {
  const rows = await db
    .select({ id: identities.id, channel: identities.channel, createdAt: identities.createdAt, usedAt: conversations.updatedAt })
    .from(identities)
    .leftJoin(conversations, eq(conversations.identityId, identities.id))
    .where(and(eq(identities.staffId, staffId), or(isNull(identities.closedWhy), ne(identities.closedWhy, endedByHand))));
  return rows.map(({ id, channel, createdAt, usedAt }) => ({
    ...{ kind: 'chat', id: String(id), what: channel, since: createdAt, usedAt: usedAt || null, endsAt: null },
  }));
}

async function keysOf(db: Reader, staffId: number, now: Instant): Promise<Holding[]> {
  const rows = await db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.byId, staffId), isNull(apiKeys.revokedAt), or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now))));
  return rows.map(({ id, title, ending, createdAt, usedAt, expiresAt }) => ({
    ...{ kind: 'key', id: String(id), what: `${title} …${ending}`, since: createdAt, usedAt, endsAt: expiresAt },
  }));
}

async function linksOf(db: Reader, staffId: number, now: Instant): Promise<Holding[]> {
  const rows = await db
    .select()
    .from(invites)
    .where(and(eq(invites.staffId, staffId), isNull(invites.usedAt), gt(invites.expiresAt, now)));
  return rows.map(({ id, purpose, createdAt, expiresAt }) => ({
    ...{ kind: 'link', id: String(id), what: purpose, since: createdAt, usedAt: null, endsAt: expiresAt },
  }));
}
