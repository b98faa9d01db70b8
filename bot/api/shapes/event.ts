import { z } from 'zod';
import { actorKinds } from '../../../db/schema/words.ts';
import { id, timeText } from './common.ts';

/** An event as the feed and the webhooks tell it. */
export const eventShape = z
  .strictObject({
    id: id.meta({ description: 'Known again by it: the same event may come twice to a webhook.' }),
    type: z.string(),
    at: timeText,
    orderId: id.nullable(),
    clientId: id.nullable(),
    by: z.strictObject({ kind: z.enum(actorKinds), id: id.nullable() }).meta({ description: 'Who did it.' }),
    data: z.record(z.string(), z.unknown()).meta({ description: 'By type; instants in it are epoch milliseconds.' }),
  })
  .meta({ id: 'Event' });
