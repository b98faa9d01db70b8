import { z } from 'zod';
import type { Delivery, Webhook } from '../../../flows/webhooks/find-webhooks.ts';
import { toldEvents } from '../../../flows/webhooks/told-events.ts';
import { id, showTime, showTimeOrNull, timeText } from './common.ts';

export const webhookShape = z
  .strictObject({
    id,
    url: z.string(),
    events: z.array(z.string()).meta({ description: 'None is all of them.' }),
    enabled: z.boolean(),
    createdAt: timeText,
  })
  .meta({ id: 'Webhook' });

export const webhookUrl = z
  .string()
  .max(1000)
  .meta({ examples: ['https://crm.example.com/anna'] });

export const webhookSecret = z
  .string()
  .regex(/^[\x20-\x7e]{24,200}$/, 'secret')
  .meta({ description: 'By which the receiver checks signatures; 24 characters or more.' });

export const eventTypes = z.array(z.enum(toldEvents)).max(toldEvents.length);

export const showWebhook = ({ id, url, events, enabled, createdAt }: Webhook): z.infer<typeof webhookShape> => ({
  ...{ id, url, events, enabled },
  createdAt: showTime(createdAt),
});

export const deliveryShape = z
  .strictObject({
    id,
    eventId: id,
    type: z.string(),
    state: z.enum(['waiting', 'delivered', 'failed']),
    attempts: z.int(),
    status: z.int().nullable().meta({ description: 'What the receiver answered last.' }),
    reason: z.string().nullable(),
    createdAt: timeText,
    doneAt: timeText.nullable(),
  })
  .meta({ id: 'Delivery' });

export const showDelivery = (delivery: Delivery & { type: string }): z.infer<typeof deliveryShape> => {
  const { id, eventId, type, attempts, status, reason } = delivery;
  // The commands write these three words only.
  const state = delivery.state as 'waiting' | 'delivered' | 'failed';
  return {
    ...{ id, eventId, type, state, attempts, status, reason },
    createdAt: showTime(delivery.createdAt),
    doneAt: showTimeOrNull(delivery.doneAt),
  };
};
