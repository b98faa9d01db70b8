import { z } from 'zod';
import { formatsFor } from '../../flows/format.ts';
import { findOrder } from '../../flows/orders/load-order.ts';
import { Refused } from '../../flows/refused.ts';
import { allStaff, getStaff } from '../../flows/staff/find-staff.ts';
import { may, refuseUnless } from '../../flows/staff/rights.ts';
import { addTask } from '../../flows/tasks/add-task.ts';
import { commentTask } from '../../flows/tasks/comment-task.ts';
import { findTaskBoard } from '../../flows/tasks/find-board.ts';
import { finishTask } from '../../flows/tasks/finish-task.ts';
import { getTask, isTaskOf } from '../../flows/tasks/load-task.ts';
import { postponeTask } from '../../flows/tasks/postpone-task.ts';
import { reassignTask } from '../../flows/tasks/reassign-task.ts';
import { tellTask } from '../../flows/tasks/tell-task.ts';
import { textsIn } from '../../flows/texts/texts.ts';
import { type Acting, act, question, screen } from '../screen.ts';

const id = z.coerce.number().int().positive();
const instant = z.number().int().positive();

/** What is to do, by whom and until when. */
export default screen({
  name: 'tasks',
  title: { ru: 'Задачи', en: 'Tasks' },
  may: 'task.do',
  menu: { group: 'work', position: 30, icon: 'CheckSquare' },
  questions: {
    board: question({
      may: 'task.do',
      form: z.object({ staffId: z.coerce.number().int().nonnegative().optional() }),
      async answer({ db, staff, shop, language, now }, { staffId }) {
        const f = formatsFor(language, shop);
        const { roles } = textsIn(language);
        const team = await allStaff(db);
        const names = new Map(team.map((person) => [person.id, person.name]));
        const { lists, load } = await findTaskBoard(db, { staff, staffId, shop, now });
        const seesClients = may(staff, 'client.find');
        const manages = may(staff, 'task.manage');
        const shown = (Object.keys(lists) as (keyof typeof lists)[]).map((when) => ({
          when,
          tasks: lists[when].map((task) => ({
            ...{ id: task.id, title: f.title(task.title), dueAt: task.dueAt, comment: task.comment, orderId: task.orderId },
            ...{ clientId: seesClients ? task.clientId : null, client: seesClients ? task.clientName : null },
            ...{ staffId: task.assigneeId, who: names.get(task.assigneeId ?? 0) ?? roles[task.role] },
            mine: manages || isTaskOf(task, staff),
          })),
        }));
        return {
          lists: shown,
          load: load.map((each) => ({ ...each, name: names.get(each.staffId ?? 0) ?? null })),
          team: team.map((person) => ({ id: person.id, name: person.name })),
          manages,
        };
      },
    }),
  },
  acts: {
    create: act({
      may: 'task.create',
      form: z.object({
        title: z.string().max(300),
        staffId: id,
        dueAt: instant,
        orderId: id.nullish(),
        clientId: id.nullish(),
        origin: z.uuid(),
      }),
      run: create,
    }),
    finish: act({
      may: 'task.do',
      form: z.object({ taskId: id }),
      run: ({ tx, by, now }, { taskId }) => finishTask(tx, { taskId, by, now }),
    }),
    postpone: act({
      may: 'task.do',
      form: z.object({ taskId: id, to: instant }),
      run: ({ tx, by, now }, { taskId, to }) => {
        if (to <= now) throw new Refused('task.past');
        return postponeTask(tx, { taskId, to, by, now });
      },
    }),
    reassign: act({
      may: 'task.do',
      form: z.object({ taskId: id, staffId: id }),
      async run({ tx, staff, by, now, shop }, { taskId, staffId }) {
        const task = await reassignTask(tx, { taskId, staffId, by, now });
        if (staffId !== staff.id) await tellTask(tx, { task, staffId, from: staff.name, shop, now });
      },
    }),
    comment: act({
      may: 'task.do',
      form: z.object({ taskId: id, text: z.string().trim().min(1).max(1000) }),
      run: ({ tx, by }, form) => commentTask(tx, { ...form, by }),
    }),
  },
});

interface NewTask {
  title: string;
  staffId: number;
  dueAt: number;
  orderId?: number | null | undefined;
  clientId?: number | null | undefined;
  origin: string;
}

async function create(
  { tx, staff, by, now, shop, language }: Acting,
  { title, staffId, dueAt, orderId, clientId, origin }: NewTask,
): Promise<void> {
  await refuseUnless(tx, by, 'task.create');
  if (title.trim() === '') throw new Refused('task.title-missing');
  if (dueAt <= now) throw new Refused('task.past');
  const order = orderId ? await findOrder(tx, orderId) : undefined;
  const { roles } = await getStaff(tx, staffId);
  const [role = 'manager' as const] = roles;
  const about = { orderId: order?.id ?? null, clientId: order?.clientId ?? clientId ?? null };
  const made = await addTask(tx, {
    title: { [language]: title.trim() },
    role,
    assigneeId: staffId,
    ...about,
    dueAt,
    origin: `panel:${origin}`,
    by,
    now,
  });
  if (made !== undefined && staffId !== staff.id)
    await tellTask(tx, { task: await getTask(tx, made), staffId, from: staff.name, shop, now });
}
