import { z } from 'zod';
import { addWorkingMinutes, minutes } from '../../../notifications/time.ts';
import { action } from '../action.ts';

export default action({
  name: 'wait',
  params: z.object({ minutes: z.number().positive(), working: z.boolean().default(false) }),
  run: async ({ now, shop }, { minutes: count, working }) => ({
    waitUntil: working ? addWorkingMinutes(now, count, shop) : now + minutes(count),
  }),
});
