import { isNull } from 'drizzle-orm';
import type { Instant } from '../../db/schema/words.ts';
import { sources } from '../../db/schema/work.ts';
import type { Reader, Tx } from '../../db/store.ts';
import { cleanName } from '../clients/name.ts';
import { type By, record } from '../events.ts';
import { Refused } from '../refused.ts';
import { refuseUnless } from '../staff/rights.ts';
import { codeOf } from './code.ts';

export type Source = typeof sources.$inferSelect;

interface MakeSource {
  /** As colleagues read it: "Flyer, spring". */
  title: string;
  by: By;
  now: Instant;
}

/** Makes a place where clients come from, with a code of its own for links and QR codes; one of that name that is there already is the same one. Refuses a title without letters. */
export async function makeSource(tx: Tx, { title: typed, by, now }: MakeSource): Promise<Source> {
  const colleague = await refuseUnless(tx, by, 'sources.manage');
  const title = cleanName(typed);
  if (title === undefined) throw new Refused('source.no-title');
  const known = await findTitled(tx, title);
  if (known) return known;
  const source = await addUnderFreeCode(tx, { title, byId: colleague?.id ?? null, createdAt: now });
  await record(tx, { type: 'source.made', sourceId: source.id, title }, by, now);
  return source;
}

/** Asked twice for one name: the same place, so that its figures do not fall apart. */
async function findTitled(db: Reader, title: string): Promise<Source | undefined> {
  const all = await db.select().from(sources).where(isNull(sources.removedAt));
  return all.find((each) => each.title.toLowerCase() === title.toLowerCase());
}

type Row = Omit<typeof sources.$inferInsert, 'code'>;

/** A flyer may be called like one that was removed, or nearly; codes that were printed once are never given again. */
async function addUnderFreeCode(tx: Tx, row: Row, count = 1): Promise<Source> {
  const code = count === 1 ? codeOf(row.title) : `${codeOf(row.title)}-${count}`;
  const [made] = await tx
    .insert(sources)
    .values({ ...row, code })
    .onConflictDoNothing()
    .returning();
  return made ?? addUnderFreeCode(tx, row, count + 1);
}
