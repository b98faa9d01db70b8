import { and, desc, eq, isNotNull, isNull, lt } from 'drizzle-orm';
import { z } from 'zod';
import { tasks } from '../../../db/schema/work.ts';
import { route } from '../route.ts';
import { cut, idText, pageOf, paging, windowOf } from '../shapes/common.ts';
import { showTask, taskShape } from '../shapes/task.ts';

export default route({
  name: 'list-tasks',
  ...{ method: 'get', at: '/tasks', noun: 'Tasks', scope: 'tasks.read', may: 'task.manage' },
  summary: { ru: 'Задачи, новые сверху', en: 'Tasks, the newest first' },
  query: z.strictObject({
    state: z.enum(['open', 'done']).optional(),
    orderId: idText.optional(),
    clientId: idText.optional(),
    assigneeId: idText.optional(),
    ...paging,
  }),
  answer: pageOf(taskShape),
  async read({ db }, { query }) {
    const { before, limit } = windowOf(query);
    const wanted = [
      query.state && (query.state === 'open' ? isNull(tasks.doneAt) : isNotNull(tasks.doneAt)),
      query.orderId && eq(tasks.orderId, query.orderId),
      query.clientId && eq(tasks.clientId, query.clientId),
      query.assigneeId && eq(tasks.assigneeId, query.assigneeId),
    ].flatMap((each) => each || []);
    const found = await db
      .select()
      .from(tasks)
      .where(and(lt(tasks.id, before), ...wanted))
      .orderBy(desc(tasks.id))
      .limit(limit + 1);
    const { rows, next } = cut(found, limit);
    return { data: rows.map(showTask), next };
  },
});
