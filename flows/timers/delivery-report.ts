import { z } from 'zod';
import { reportDelivery } from '../messages/report-delivery.ts';
import { timer } from '../timers.ts';

/** A platform's report about a message that was not known yet: by now its id is written down, or it never was ours. */
export default timer({
  name: 'delivery-report',
  payload: z.object({
    channel: z.string(),
    externalId: z.string(),
    state: z.enum(['sent', 'delivered', 'read', 'failed']),
    reason: z.string().optional(),
    closes: z.string().optional(),
  }),
  fire: async ({ tx, now }, report) => void (await reportDelivery(tx, { ...report, now })),
});
