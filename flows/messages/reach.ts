import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { identities, staff } from '../../db/schema/people.ts';
import { conversations } from '../../db/schema/talk.ts';
import { type Reader, statement } from '../../db/store.ts';

type Identity = typeof identities.$inferSelect;

const ofClient = statement('reach_client', (db: Reader) =>
  db
    .select({ identity: identities, heardAt: sql<number>`coalesce(${conversations.updatedAt}, 0)` })
    .from(identities)
    .leftJoin(conversations, eq(conversations.identityId, identities.id))
    .where(and(eq(identities.clientId, sql.placeholder('clientId')), isNull(identities.closedAt)))
    .orderBy(desc(sql`coalesce(${conversations.updatedAt}, 0)`)),
);

const ofStaff = statement('reach_staff', (db: Reader) =>
  db
    .select({ identity: identities })
    .from(identities)
    .innerJoin(staff, eq(staff.id, identities.staffId))
    .leftJoin(conversations, eq(conversations.identityId, identities.id))
    .where(and(eq(identities.staffId, sql.placeholder('staffId')), isNull(identities.closedAt), isNull(staff.removedAt)))
    .orderBy(desc(sql`coalesce(${conversations.updatedAt}, 0)`)),
);

/** The client's open messenger address, that of the preferred channel or else last heard first; undefined when there is only a phone or nothing. */
export async function reachClient(db: Reader, clientId: number, preferred: string | null = null): Promise<Identity | undefined> {
  const found = (await ofClient(db, { clientId })).map(({ identity }) => identity).filter(({ channel }) => !isTelephone(channel));
  return found.find(({ channel }) => channel === preferred) ?? found[0];
}

/** The open address to answer at: where the client last wrote, by SMS too; else any messenger. */
export async function answersAt(db: Reader, clientId: number): Promise<Identity | undefined> {
  const found = (await ofClient(db, { clientId })).filter(({ identity }) => identity.channel !== 'voice');
  return found.find(({ identity, heardAt }) => heardAt > 0 || !isTelephone(identity.channel))?.identity;
}

/** Channels of the telephone itself: an SMS costs money, a call is no message. */
const isTelephone = (channel: string): boolean => channel === 'sms' || channel === 'voice';

/** Every open address of a colleague, last heard first; none for one who has left or never joined. */
export const identitiesOfStaff = async (db: Reader, staffId: number): Promise<Identity[]> =>
  (await ofStaff(db, { staffId })).map(({ identity }) => identity);

/** The colleague's address to write to: where they were last heard. */
export const reachStaff = async (db: Reader, staffId: number): Promise<Identity | undefined> => (await identitiesOfStaff(db, staffId))[0];
