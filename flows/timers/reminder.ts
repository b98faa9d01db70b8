import { z } from 'zod';
import { remindClient } from '../orders/remind-client.ts';
import { timer } from '../timers.ts';

/** A reminder's moment: the order may have been moved, confirmed or cancelled since it was planned. */
export default timer({
  name: 'reminder',
  payload: z.object({ reminder: z.string(), orderId: z.number(), dueAt: z.number() }),
  fire: ({ tx, now, shop }, planned) => remindClient(tx, { ...planned, shop, now }),
});
