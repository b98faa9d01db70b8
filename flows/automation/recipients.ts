import { eq } from 'drizzle-orm';
import { type Role, roles } from '../../db/schema/words.ts';
import { tasks } from '../../db/schema/work.ts';
import type { Staff } from '../dialogs/dialog.ts';
import { getStage } from '../orders/pipeline.ts';
import { findStaff, reachableStaff } from '../staff/find-staff.ts';
import type { Affair } from './action.ts';

/** Whom a rule may name. `stage` is whoever works the order where it stands. */
export const recipientWords = [
  'stage',
  'responsible',
  'maker',
  'driver',
  'assignee',
  'actor',
  ...roles.map((role) => `role:${role}` as const),
] as const;
export type RecipientWord = (typeof recipientWords)[number];

/** The colleagues a rule names. When the named one is missing, those of the role; when there is none of it, the owners: nothing falls into a void. */
export async function findRecipients(affair: Affair, to: RecipientWord): Promise<Staff[]> {
  if (to.startsWith('role:')) return ofRole(affair, to.slice(5) as Role);
  const { id, role } = await named(affair, to as keyof typeof finders);
  const person = id === null || id === undefined ? undefined : await findStaff(affair.tx, id);
  return person && person.removedAt === null ? [person] : ofRole(affair, role);
}

async function ofRole({ tx }: Affair, role: Role): Promise<Staff[]> {
  const people = await reachableStaff(tx, role);
  const present = people.filter(({ onShift }) => onShift);
  if (present.length > 0) return present;
  return people.length > 0 ? people : reachableStaff(tx, 'owner');
}

interface Named {
  id: number | null | undefined;
  role: Role;
}

const named = (affair: Affair, to: keyof typeof finders): Promise<Named> | Named => finders[to](affair);

const finders = {
  responsible: ({ order }: Affair): Named => ({ id: order?.responsibleId, role: 'manager' }),
  maker: ({ order }: Affair): Named => ({ id: order?.makerId, role: 'workshop-head' }),
  driver: ({ order }: Affair): Named => ({ id: order?.driverId, role: 'driver' }),
  actor: ({ event, order }: Affair): Named => ({ id: event.actorKind === 'staff' ? event.actorId : order?.responsibleId, role: 'manager' }),
  async assignee({ tx, event, order }: Affair): Promise<Named> {
    const [task] = await tx
      .select()
      .from(tasks)
      .where(eq(tasks.id, Number(event.data.taskId)));
    return { id: task?.assigneeId ?? order?.responsibleId, role: task?.role ?? 'manager' };
  },
  async stage({ tx, order }: Affair): Promise<Named> {
    if (!order) return { id: undefined, role: 'owner' };
    const { role } = await getStage(tx, order.stageId);
    const worker: Partial<Record<Role, number | null>> = {
      manager: order.responsibleId,
      'sales-head': order.responsibleId,
      cook: order.makerId,
      driver: order.driverId,
    };
    return { id: worker[role], role };
  },
};
