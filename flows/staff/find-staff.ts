import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { identities, staff } from '../../db/schema/people.ts';
import type { Role } from '../../db/schema/words.ts';
import { folded } from '../../db/search.ts';
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

/** Whether an owner works here and has come in: before that nobody can let anybody else in. */
export async function hasOwner(db: Reader): Promise<boolean> {
  const owners = (await staffWithRole(db, 'owner')).map(({ id }) => id);
  if (owners.length === 0) return false;
  const [joined] = await db.select({ id: identities.id }).from(identities).where(inArray(identities.staffId, owners)).limit(1);
  return joined !== undefined;
}

/** Those of a role who have come in and can be written to: others may be chosen for nothing that they would have to hear of. */
export async function reachableStaff(db: Reader, ...roles: Role[]): Promise<Staff[]> {
  const people = roles.length === 0 ? await allStaff(db) : await staffWithRole(db, ...roles);
  if (people.length === 0) return [];
  const ids = people.map(({ id }) => id);
  const rows = await db
    .select({ id: identities.staffId })
    .from(identities)
    .where(and(inArray(identities.staffId, ids), isNull(identities.closedAt)));
  const open = new Set(rows.map(({ id }) => id));
  return people.filter(({ id }) => open.has(id));
}

/** Colleagues by one of their names, as in `@пётр`. */
export async function findByName(db: Reader, name: string): Promise<Staff[]> {
  const wanted = folded(name);
  return (await allStaff(db)).filter((person) => folded(person.name).split(/\s+/).includes(wanted));
}
