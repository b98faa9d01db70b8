import { z } from 'zod';
import { showGoals } from '../goals/show-goals.ts';
import { timer } from '../timers.ts';

/** Something moved the goals a moment ago. */
export default timer({
  name: 'goals',
  payload: z.object({}),
  fire: ({ tx, now, shop }) => showGoals(tx, { shop, now }),
});
