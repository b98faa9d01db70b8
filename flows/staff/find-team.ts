import { and, eq, gt, isNotNull, isNull } from 'drizzle-orm';
import { accounts, identities, invites, sessions } from '../../db/schema/people.ts';
import { conversations } from '../../db/schema/talk.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Reader } from '../../db/store.ts';
import type { Staff } from '../dialogs/dialog.ts';
import { allStaff } from './find-staff.ts';
import { may } from './rights.ts';

/** A colleague as the owner sees them. */
export interface Teammate extends Staff {
  /** Where they have come in. */
  channels: string[];
  /** When they last wrote to or pressed something in the bot, or used the panel. */
  seenAt: Instant | null;
  /** A link to the bot is on its way and still good. */
  isInvited: boolean;
  mayHavePanel: boolean;
  /** Undefined: no way into the panel. */
  login: string | undefined;
  /** Browsers that are signed in. */
  browsers: { device: string | null; seenAt: Instant }[];
}

/** Everybody who works here. */
export async function findTeam(db: Reader, now: Instant): Promise<Teammate[]> {
  const people = await allStaff(db);
  const addresses = await db
    .select({ staffId: identities.staffId, channel: identities.channel, seenAt: conversations.updatedAt })
    .from(identities)
    .leftJoin(conversations, eq(conversations.identityId, identities.id))
    .where(and(isNotNull(identities.staffId), isNull(identities.closedAt)));
  const logins = await db.select({ staffId: accounts.staffId, login: accounts.login }).from(accounts);
  const open = await db
    .select({ staffId: sessions.staffId, device: sessions.device, seenAt: sessions.seenAt })
    .from(sessions)
    .where(and(isNotNull(sessions.staffId), gt(sessions.expiresAt, now)));
  const waiting = await db
    .select({ staffId: invites.staffId })
    .from(invites)
    .where(and(eq(invites.purpose, 'bot'), isNull(invites.usedAt), gt(invites.expiresAt, now)));
  return people.map((person) => {
    const isTheirs = ({ staffId }: { staffId: number | null }) => staffId === person.id;
    const browsers = open.filter(isTheirs).map(({ device, seenAt }) => ({ device, seenAt }));
    const seen = [...addresses.filter(isTheirs), ...browsers].flatMap(({ seenAt }) => seenAt ?? []);
    return {
      ...person,
      channels: [...new Set(addresses.filter(isTheirs).map(({ channel }) => channel))],
      seenAt: seen.length > 0 ? Math.max(...seen) : null,
      isInvited: waiting.some(isTheirs),
      mayHavePanel: may(person, 'panel.enter'),
      login: logins.find(isTheirs)?.login,
      browsers,
    };
  });
}
