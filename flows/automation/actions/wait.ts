import { z } from 'zod';
import { addWorkingMinutes, minutes } from '../../../notifications/time.ts';
import { action } from '../action.ts';
import { flag, minutesParam } from '../params.ts';

export default action({
  name: 'wait',
  params: z.object({ minutes: minutesParam, working: flag.default(false) }),
  run: async ({ now, shop }, { minutes: count, working }) => ({
    waitUntil: working ? addWorkingMinutes(now, count, shop) : now + minutes(count),
  }),
});
