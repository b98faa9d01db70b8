import { and, desc, eq, sql } from 'drizzle-orm';
import { stages } from '../../db/schema/orders.ts';
import { messages } from '../../db/schema/talk.ts';
import { type Condition, tasks } from '../../db/schema/work.ts';
import type { Affair } from './action.ts';

type Known = Pick<Affair, 'tx' | 'event' | 'order' | 'clientId'>;
type Value = string | number | boolean | null | undefined;

/** Whether all conditions hold for the event and the order as it is now. An unknown field fits nothing. */
export async function fits(affair: Known, conditions: Condition[]): Promise<boolean> {
  for (const condition of conditions) {
    if (!holds(await valueOf(affair, condition.field), condition)) return false;
  }
  return true;
}

function holds(value: Value, { op, value: wanted }: Condition): boolean {
  if (op === 'empty') return value === null || value === undefined || value === '';
  if (op === 'filled') return value !== null && value !== undefined && value !== '';
  if (op === 'in') return Array.isArray(wanted) && wanted.includes(value as string | number);
  if (op === 'is') return value === wanted;
  if (op === 'is-not') return value !== wanted;
  if (typeof value !== 'number' || typeof wanted !== 'number') return false;
  return op === 'more' ? value > wanted : value < wanted;
}

/** Fields by name: `order.<column>`, `order.stage` (position), `event.<key>`, `task.done`, `chat.answered`. */
async function valueOf(affair: Known, field: string): Promise<Value> {
  const [noun = '', key = ''] = field.split('.');
  const read = readers[field] ?? { event: fromEvent, order: fromOrder }[noun];
  return read?.(affair, key);
}

const readers: Record<string, (affair: Known, key: string) => Promise<Value> | Value> = {
  async 'order.stage'({ tx, order }) {
    if (!order) return undefined;
    const [stage] = await tx.select({ position: stages.position }).from(stages).where(eq(stages.id, order.stageId));
    return stage?.position;
  },
  'order.balance': ({ order }) => order && order.total - order.paid,
  /** The order has not left the stage that the event speaks of. */
  'order.sameVisit': ({ order, event }) => order !== undefined && order.visitId === event.data.visitId,
  async 'task.done'({ tx, event }) {
    const [task] = await tx.select({ doneAt: tasks.doneAt }).from(tasks).where(eq(tasks.id, Number(event.data.taskId)));
    return task ? task.doneAt !== null : undefined;
  },
  /** A colleague has written to the client since the event. */
  async 'chat.answered'({ tx, event, clientId }) {
    if (clientId === undefined) return undefined;
    const [line] = await tx
      .select({ id: messages.id })
      .from(messages)
      .where(and(eq(messages.clientId, clientId), sql`${messages.staffId} is not null`, sql`${messages.at} > ${event.at}`))
      .orderBy(desc(messages.id))
      .limit(1);
    return line !== undefined;
  },
};

const fromEvent = ({ event }: Known, key: string): Value => event.data[key] as Value;
const fromOrder = ({ order }: Known, key: string): Value => order?.[key as keyof typeof order] as Value;
