import { and, desc, eq, isNull, like } from 'drizzle-orm';
import type { Instant } from '../../db/schema/words.ts';
import { tasks } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import { addWorkingMinutes } from '../../notifications/time.ts';
import type { By } from '../events.ts';
import type { Shop } from '../shop.ts';
import { findStaff } from '../staff/find-staff.ts';
import { addTask } from '../tasks/add-task.ts';
import { endTask } from '../tasks/finish-task.ts';
import type { Task } from '../tasks/load-task.ts';
import { texts } from '../texts/texts.ts';
import { callerLine } from './caller-name.ts';
import type { Call } from './load-call.ts';
import { responsibleFor } from './whom-to-ring.ts';

const withinMinutes = 15;

/** The task to call a client back, one however often the client has called meanwhile. Undefined for a withheld number: there is nothing to dial. */
export async function addCallBack(tx: Tx, { call, shop, now }: { call: Call; shop: Shop; now: Instant }): Promise<number | undefined> {
  const { id, clientId, orderId } = call;
  if (clientId === null) return undefined;
  const [open] = await openCallBacks(tx, clientId);
  if (open) return open.id;
  return addTask(tx, {
    title: {
      ru: texts.ru.calls.callBack(await callerLine(tx, call, texts.ru)),
      en: texts.en.calls.callBack(await callerLine(tx, call, texts.en)),
    },
    role: 'manager',
    assigneeId: await present(tx, await responsibleFor(tx, call)),
    clientId,
    orderId,
    dueAt: addWorkingMinutes(now, withinMinutes, shop),
    origin: `call:${id}`,
    by: { kind: 'system' },
    now,
  });
}

/** The client was spoken to: nobody has to call back any more. */
export async function finishCallBack(tx: Tx, { clientId, by, now }: { clientId: number | null; by: By; now: Instant }): Promise<void> {
  if (clientId === null) return;
  for (const task of await openCallBacks(tx, clientId)) await endTask(tx, task, by, now);
}

const openCallBacks = (tx: Tx, clientId: number): Promise<Task[]> =>
  tx
    .select()
    .from(tasks)
    .where(and(isNull(tasks.doneAt), eq(tasks.clientId, clientId), like(tasks.origin, 'call:%')))
    .orderBy(desc(tasks.id));

/** Who is off shift may come tomorrow: then anyone of the role calls back. */
async function present(tx: Tx, staffId: number | null): Promise<number | null> {
  const person = await findStaff(tx, staffId);
  return person?.removedAt === null && person.onShift ? person.id : null;
}
