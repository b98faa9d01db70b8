import { identities, staff } from '../../db/schema/people.ts';
import type { Instant, Language, Role } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import type { Colleague } from './scenery.ts';

/** The colleagues' numbers by role, those with a phone in the demo first. */
export type Team = (role: Role, lot: number) => number;

/** Takes the colleagues on, everybody in touch: those with a seat by its phone, the others by one that nobody looks at. */
export async function hireTeam(
  tx: Tx,
  colleagues: readonly Colleague[],
  { language, since }: { language: Language; since: Instant },
): Promise<Team> {
  const people = colleagues.map(({ name, roles, onShift }) => ({ name, roles, onShift, language, createdAt: since }));
  const rows = await tx.insert(staff).values(people).returning({ id: staff.id, name: staff.name });
  const idOf = new Map(rows.map(({ id, name }) => [name, id]));
  const phones = colleagues.map(({ name, seat }, index) => ({
    channel: 'web',
    address: seat ?? `demo-colleague-${index + 1}`,
    staffId: idOf.get(name) ?? null,
    name,
    createdAt: since,
  }));
  await tx.insert(identities).values(phones);
  return (role, lot) => {
    const fitting = colleagues.filter(({ roles }) => roles.includes(role));
    const id = idOf.get(fitting[lot % fitting.length]?.name ?? '');
    if (id === undefined) throw new Error(`Nobody is ${role}`);
    return id;
  };
}
