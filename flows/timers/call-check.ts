import { z } from 'zod';
import { checkCall } from '../calls/check-call.ts';
import { timer } from '../timers.ts';

/** By now a call must be over, whether its end was reported or not. */
export default timer({
  name: 'call-check',
  payload: z.object({ callId: z.number() }),
  fire: ({ tx, now }, { callId }) => checkCall(tx, callId, now),
});
