import { z } from 'zod';

/** What we read of what Twilio posts about a call; `call`, `staff` and `tried` are from the addresses that we gave it ourselves, and signed like the rest. */
export const callParameters = z.object({
  CallSid: z.string().min(1).max(64),
  From: z.string().default(''),
  CallStatus: z.string().default(''),
  DialCallStatus: z.string().default(''),
  RecordingSid: z
    .string()
    .regex(/^RE\w+$/)
    .optional(),
  RecordingStatus: z.string().default(''),
  RecordingDuration: z.coerce.number().int().nonnegative().catch(0),
  call: z.coerce.number().int().optional(),
  staff: z.coerce.number().int().optional(),
  tried: z
    .string()
    .regex(/^\d+(,\d+)*$/)
    .transform((ids) => ids.split(',').map(Number))
    .catch([]),
});
export type CallParameters = z.infer<typeof callParameters>;

/** What Twilio writes for numbers that are withheld: ANONYMOUS, RESTRICTED, UNAVAILABLE, BLOCKED and UNKNOWN on a telephone's keys. */
const withheld = new Set(['+266696687', '+7378742833', '+86282452253', '+2562533', '+8656696']);

/** The caller's number as E.164; undefined when it is withheld or no telephone. */
export const phoneOf = ({ From: from }: CallParameters): string | undefined =>
  /^\+[1-9]\d{6,14}$/.test(from) && !withheld.has(from) ? from : undefined;
