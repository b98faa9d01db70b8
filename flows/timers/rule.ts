import { z } from 'zod';
import { goOnWithRule } from '../automation/follow.ts';
import { timer } from '../timers.ts';

/** A rule that waited goes on. */
export default timer({
  name: 'rule',
  payload: z.object({ ruleId: z.number(), eventId: z.number(), from: z.number() }),
  fire: ({ tx, actions, now }, run) => goOnWithRule(tx, run, { actions, now }),
});
