import { and, asc, desc, eq, gt, inArray, isNull, lt, max, or, sql } from 'drizzle-orm';
import { clients, identities, staff } from '../../../db/schema/people.ts';
import { webMessages } from '../../../db/schema/talk.ts';
import type { Instant, Language } from '../../../db/schema/words.ts';
import type { Reader } from '../../../db/store.ts';

/** A message as a page gets it; a removed one is only its id. */
export type Row = { id: string; order: number; mine: boolean; at: Instant; body: Record<string, unknown> } | { id: string; removed: true };

/** What a page does not have yet. `revision` is where it asks on from. */
export interface Batch {
  rows: Row[];
  revision: number;
  /** Only with a first batch: whether there are older messages. */
  more?: boolean;
  /** In which language we speak with this person, once that is known. */
  language?: Language;
}

export interface Person {
  identityId: number;
  isStaff: boolean;
  language: Language | undefined;
}

/** Who has this address, once they have said anything. */
export async function findPerson(db: Reader, address: string): Promise<Person | undefined> {
  const [found] = await db
    .select({ identityId: identities.id, asStaff: staff.language, asClient: clients.language })
    .from(identities)
    .leftJoin(staff, eq(staff.id, identities.staffId))
    .leftJoin(clients, eq(clients.id, identities.clientId))
    .where(and(eq(identities.channel, 'web'), eq(identities.address, address)));
  return found && { identityId: found.identityId, isStaff: found.asStaff !== null, language: found.asStaff ?? found.asClient ?? undefined };
}

/** Whose chat this address is; undefined for nobody's and for a colleague's. */
export async function findClientAt(db: Reader, address: string): Promise<number | undefined> {
  const [found] = await db
    .select({ clientId: identities.clientId })
    .from(identities)
    .where(and(eq(identities.channel, 'web'), eq(identities.address, address), isNull(identities.staffId)));
  return found?.clientId ?? undefined;
}

/** The changes after a revision, or, without one, the latest messages. */
export async function findBatch(db: Reader, address: string, after: number | undefined): Promise<Batch> {
  const person = await findPerson(db, address);
  if (!person) return { rows: [], revision: 0, ...(after === undefined && { more: false }) };
  const language = person.language && { language: person.language };
  if (after === undefined) return { ...(await latest(db, person.identityId)), ...language };

  const rows = await changesAfter(db, person.identityId, after);
  return { rows: rows.map(rowOf), revision: rows.at(-1)?.revision ?? after, ...language };
}

/** Messages older than the row `before`, newest first. */
export async function findEarlier(db: Reader, address: string, before: number): Promise<{ rows: Row[]; more: boolean }> {
  const person = await findPerson(db, address);
  return person ? pageOf(db, person.identityId, before) : { rows: [], more: false };
}

/** Whether a file stands in a message that this address is shown now. */
export async function isShown(db: Reader, address: string, reference: string): Promise<boolean> {
  const person = await findPerson(db, address);
  if (!person) return false;
  // Both engines read a JSON column as text by the same operator.
  const holds = (key: string) => sql`${webMessages.body} ->> ${sql.raw(`'${key}'`)} = ${reference}`;
  const [found] = await db
    .select({ id: webMessages.id })
    .from(webMessages)
    .where(and(eq(webMessages.identityId, person.identityId), eq(webMessages.removed, false), or(holds('picture'), holds('attached'))))
    .limit(1);
  return found !== undefined;
}

/** Which of these rows are messages of ours to this address. */
export async function findTheirs(db: Reader, address: string, ids: number[]): Promise<number[]> {
  const person = await findPerson(db, address);
  if (!person || ids.length === 0) return [];
  const theirs = and(eq(webMessages.identityId, person.identityId), eq(webMessages.mine, false), inArray(webMessages.id, ids));
  const rows = await db.select({ id: webMessages.id }).from(webMessages).where(theirs);
  return rows.map((row) => row.id);
}

const PAGE = 60;
const MOST_CHANGES = 200;

/** The revision is read first: what changes meanwhile comes once more as a change, and is not missed. */
async function latest(db: Reader, identityId: number): Promise<Batch> {
  const [last] = await db
    .select({ revision: max(webMessages.revision) })
    .from(webMessages)
    .where(eq(webMessages.identityId, identityId));
  return { ...(await pageOf(db, identityId, undefined)), revision: last?.revision ?? 0 };
}

async function pageOf(db: Reader, identityId: number, before: number | undefined): Promise<{ rows: Row[]; more: boolean }> {
  const older = before === undefined ? undefined : lt(webMessages.id, before);
  const rows = await db
    .select()
    .from(webMessages)
    .where(and(eq(webMessages.identityId, identityId), eq(webMessages.removed, false), older))
    .orderBy(desc(webMessages.id))
    .limit(PAGE + 1);
  return { rows: rows.slice(0, PAGE).map(rowOf), more: rows.length > PAGE };
}

const changesAfter = (db: Reader, identityId: number, after: number) =>
  db
    .select()
    .from(webMessages)
    .where(and(eq(webMessages.identityId, identityId), gt(webMessages.revision, after)))
    .orderBy(asc(webMessages.revision))
    .limit(MOST_CHANGES);

/** A person's own message goes by the id that their page gave it, ours by the row's number. */
function rowOf({ id, mine, body, at, removed }: typeof webMessages.$inferSelect): Row {
  const shownAs = mine && typeof body.id === 'string' ? body.id : String(id);
  return removed ? { id: shownAs, removed } : { id: shownAs, order: id, mine, at, body };
}
