import { z } from 'zod';
import { addWorkingMinutes, minutes } from '../../../notifications/time.ts';
import { addTask } from '../../tasks/add-task.ts';
import { action } from '../action.ts';
import { flag, localized, minutesParam, oneOfWords, role } from '../params.ts';
import { titleFor } from '../words.ts';

export default action({
  name: 'create-task',
  params: z.object({
    title: localized,
    role,
    dueInMinutes: minutesParam,
    /** Count only the shop's working minutes. */
    working: flag.default(false),
    assignee: oneOfWords(['responsible', 'actor', 'none']).default('responsible'),
  }),
  async run(affair, { title, role: byRole, dueInMinutes, working, assignee }) {
    const { tx, now, shop, order, clientId, event, by, origin } = affair;
    const dueAt = working ? addWorkingMinutes(now, dueInMinutes, shop) : now + minutes(dueInMinutes);
    const actor = event.actorKind === 'staff' ? event.actorId : null;
    const assigneeId = { responsible: order?.responsibleId ?? null, actor: actor ?? order?.responsibleId ?? null, none: null }[assignee];
    await addTask(tx, {
      title: await titleFor(affair, title),
      role: byRole,
      assigneeId,
      dueAt,
      orderId: order?.id ?? null,
      clientId: clientId ?? null,
      origin,
      by,
      now,
    });
  },
});
