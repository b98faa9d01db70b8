import { z } from 'zod';
import { callDirections, callStates } from '../../../db/schema/words.ts';
import type { Call } from '../../../flows/calls/load-call.ts';
import { id, showTime, showTimeOrNull, timeText } from './common.ts';

export const callShape = z
  .strictObject({
    id,
    direction: z.enum(callDirections),
    state: z.enum(callStates),
    phone: z.string().meta({ description: 'E.164 of the other side.' }),
    clientId: id.nullable(),
    orderId: id.nullable(),
    staffId: id.nullable().meta({ description: 'The colleague who took it, or called.' }),
    startedAt: timeText,
    answeredAt: timeText.nullable(),
    endedAt: timeText.nullable(),
    recorded: z.boolean(),
  })
  .meta({ id: 'Call' });

export function showCall(call: Call): z.infer<typeof callShape> {
  const { id, direction, state, phone, clientId, orderId, staffId } = call;
  return {
    ...{ id, direction, state, phone, clientId, orderId, staffId },
    startedAt: showTime(call.startedAt),
    answeredAt: showTimeOrNull(call.answeredAt),
    endedAt: showTimeOrNull(call.endedAt),
    recorded: call.recordingId !== null,
  };
}
