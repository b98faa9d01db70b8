import { z } from 'zod';
import { planReminder } from '../../orders/plan-reminder.ts';
import { action } from '../action.ts';
import { reminderParam } from '../params.ts';

export default action({
  name: 'remind',
  params: z.object({ reminder: reminderParam }),
  async run({ tx, now, shop, order }, { reminder }) {
    if (!order) return { note: 'no order' };
    return (await planReminder(tx, { order, reminder, shop, now })) ? undefined : { note: 'too late for this reminder' };
  },
});
