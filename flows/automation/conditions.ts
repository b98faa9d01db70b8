import { and, desc, eq, gt, inArray, lt } from 'drizzle-orm';
import { type Condition, events, tasks } from '../../db/schema/work.ts';
import type { Reader } from '../../db/store.ts';
import { getStage } from '../orders/pipeline.ts';
import { depositOf } from '../orders/refuse-move.ts';
import { getShop } from '../shop.ts';
import { stageTasks } from '../tasks/stage-tasks.ts';
import type { Affair } from './action.ts';

type Known = Pick<Affair, 'event' | 'order' | 'clientId'> & { tx: Reader };
type Value = string | number | boolean | null | undefined;

/** Whether all conditions hold for the event and the order as it is now. An unknown field fits nothing. */
export async function fits(affair: Known, conditions: Condition[]): Promise<boolean> {
  for (const condition of conditions) {
    if (!holds(await fieldValue(affair, condition.field), condition)) return false;
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

/** Fields by name: `order.<column>`, `event.<key>`, and those of `readers`. */
async function fieldValue(affair: Known, field: string): Promise<Value> {
  const [noun = '', key = ''] = field.split('.');
  const read = readers[field] ?? { event: fromEvent, order: fromOrder }[noun];
  return read?.(affair, key);
}

const readers: Record<string, (affair: Known, key: string) => Promise<Value> | Value> = {
  async 'order.stage'({ tx, order }) {
    return order && (await getStage(tx, order.stageId)).position;
  },
  /** The kind of actor: client, staff, automation. */
  'event.by': ({ event }) => event.actorKind,
  'order.balance': ({ order }) => order && order.total - order.paid,
  /** What is still missing to the share that is paid before production. */
  'order.depositDue': async ({ tx, order }) => order && Math.max(0, depositOf(order, await getShop(tx)) - order.paid),
  /** The order has not left the stage that the event speaks of. */
  'order.sameVisit': ({ order, event }) => order !== undefined && order.visitId === event.data.visitId,
  async 'task.done'({ tx, event }) {
    const [task] = await tx
      .select({ doneAt: tasks.doneAt })
      .from(tasks)
      .where(eq(tasks.id, Number(event.data.taskId)));
    return task ? task.doneAt !== null : undefined;
  },
  /** How many tasks that rules made for the present stage of the order are open. */
  'order.stageTasks': async ({ tx, order }) => order && (await stageTasks(tx, order)).length,
  /** The same has not happened to the order again since. */
  async 'event.isLatest'({ tx, event }) {
    if (event.orderId === null) return undefined;
    const same = and(eq(events.orderId, event.orderId), eq(events.type, event.type));
    const [later] = await tx
      .select({ id: events.id })
      .from(events)
      .where(and(same, gt(events.id, event.id)))
      .limit(1);
    return later === undefined;
  },
  /** A colleague has written to the client since the event, or said that there is nothing to answer. */
  async 'chat.answered'({ tx, event, clientId }) {
    if (clientId === undefined) return undefined;
    const [answer] = await tx
      .select({ id: events.id })
      .from(events)
      .where(and(eq(events.clientId, clientId), inArray(events.type, answers), gt(events.id, event.id)))
      .limit(1);
    return answer !== undefined;
  },
  /** The client had asked before that, and waits since then. */
  async 'chat.alreadyWaiting'({ tx, event, clientId }) {
    if (clientId === undefined) return undefined;
    const [before] = await tx
      .select({ type: events.type })
      .from(events)
      .where(and(eq(events.clientId, clientId), inArray(events.type, ['client.asked', ...answers]), lt(events.id, event.id)))
      .orderBy(desc(events.id))
      .limit(1);
    return before?.type === 'client.asked';
  },
};

const answers: string[] = ['client.answered', 'client.chat-closed'];

const fromEvent = ({ event }: Known, key: string): Value => event.data[key] as Value;
const fromOrder = ({ order }: Known, key: string): Value => order?.[key as keyof typeof order] as Value;
