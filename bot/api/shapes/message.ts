import { z } from 'zod';
import type { messages } from '../../../db/schema/talk.ts';
import { messageStates } from '../../../db/schema/words.ts';
import { id, showTime, timeText } from './common.ts';

export const messageShape = z
  .strictObject({
    id,
    clientId: id.nullable(),
    orderId: id.nullable(),
    direction: z.enum(['in', 'out']),
    channel: z.string(),
    text: z.string(),
    state: z.enum(messageStates),
    reason: z.string().nullable().meta({ description: 'Why it was not delivered.' }),
    staffId: id.nullable().meta({ description: 'The colleague who wrote it.' }),
    at: timeText,
  })
  .meta({ id: 'Message' });

export function showMessage(message: typeof messages.$inferSelect): z.infer<typeof messageShape> {
  const { id, clientId, orderId, direction, channel, text, state, reason, staffId } = message;
  return { id, clientId, orderId, direction, channel, text, state, reason, staffId, at: showTime(message.at) };
}
