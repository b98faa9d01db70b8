import { eq } from 'drizzle-orm';
import type { Role } from '../../db/schema/words.ts';
import { settings } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import { countOpen } from '../orders/count-open.ts';
import { reachableStaff } from './find-staff.ts';
import type { Part } from './parts.ts';

interface TakeTurn {
  part: Part;
  role: Role;
  /** Whoever has the fewest open orders in this part, or whoever was given one longest ago. */
  how: 'least-load' | 'turn';
  /** Only those on shift. */
  onShift: boolean;
}

/** Whose turn it is among those of a role who can be told; it counts as given. Of two orders at once each sees the other's turn. Undefined when there is nobody. */
export async function takeTurn(tx: Tx, { part, role, how, onShift }: TakeTurn): Promise<number | undefined> {
  const fitting = await reachableStaff(tx, role);
  const present = fitting.filter((person) => person.onShift || !onShift).map(({ id }) => id);
  if (present.length < 2) return present[0];
  const given = await readTurns(tx, part);
  const load = how === 'least-load' ? await countOpen(tx, part) : new Map<number, number>();
  const before = (id: number) => given[id] ?? 0;
  const [next] = present.toSorted((a, b) => (load.get(a) ?? 0) - (load.get(b) ?? 0) || before(a) - before(b) || a - b);
  if (next !== undefined) await writeTurns(tx, part, { ...given, [next]: 1 + Math.max(0, ...Object.values(given)) });
  return next;
}

/** The number of each colleague's last turn, by the colleague. */
type Turns = Record<number, number>;

const keyOf = (part: Part): string => `turns:${part}`;

async function readTurns(tx: Tx, part: Part): Promise<Turns> {
  const [row] = await tx
    .select({ value: settings.value })
    .from(settings)
    .where(eq(settings.key, keyOf(part)));
  // Written by the function below only.
  return (row?.value ?? {}) as Turns;
}

/** PostgreSQL shows each transaction its own past, so two would choose the same colleague: writing one row makes the later one run again. */
async function writeTurns(tx: Tx, part: Part, value: Turns): Promise<void> {
  await tx
    .insert(settings)
    .values({ key: keyOf(part), value })
    .onConflictDoUpdate({ target: settings.key, set: { value } });
}
