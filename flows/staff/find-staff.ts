import { eq, isNull, sql } from 'drizzle-orm';
import { staff } from '../../db/schema/people.ts';
import type { Role } from '../../db/schema/words.ts';
import { type Reader, statement } from '../../db/store.ts';
import type { Staff } from '../dialogs/dialog.ts';
import { Refused } from '../refused.ts';

const staffById = statement('staff_by_id', (db: Reader) =>
  db
    .select()
    .from(staff)
    .where(eq(staff.id, sql.placeholder('id'))),
);
const activeStaff = statement('staff_active', (db: Reader) => db.select().from(staff).where(isNull(staff.removedAt)).orderBy(staff.id));

/** A colleague by number, also one who has left. */
export async function findStaff(db: Reader, id: number | null | undefined): Promise<Staff | undefined> {
  if (id === null || id === undefined) return undefined;
  const [found] = await staffById(db, { id });
  return found;
}

/** A colleague who works here; refuses with `staff.not-found`. */
export async function getStaff(db: Reader, id: number): Promise<Staff> {
  const found = await findStaff(db, id);
  if (!found || found.removedAt !== null) throw new Refused('staff.not-found');
  return found;
}

/** Everybody who works here. */
export const allStaff = (db: Reader): Promise<Staff[]> => activeStaff(db, {});

/** Who works here in this role. A shop has few people, so they are sorted out here and not in SQL. */
export const staffWithRole = async (db: Reader, ...roles: Role[]): Promise<Staff[]> =>
  (await allStaff(db)).filter((person) => person.roles.some((role) => roles.includes(role)));

/** A colleague by the beginning of a name, as in `@пётр`; undefined when none or several fit. */
export async function findByName(db: Reader, name: string): Promise<Staff | undefined> {
  const wanted = folded(name);
  const fitting = (await allStaff(db)).filter((person) =>
    folded(person.name)
      .split(/\s+/)
      .some((word) => word === wanted),
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}

const folded = (text: string): string => text.toLowerCase().replaceAll('ё', 'е');
