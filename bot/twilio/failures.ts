import { ChannelError } from '../../notifications/channel-error.ts';
import type { Alarm } from '../alarms.ts';

/** Turns what Twilio or the way to it says into what the worker understands. The library's errors hold our credentials and go no further. */
export async function explain(error: unknown, alarm: Alarm): Promise<ChannelError> {
  if (error instanceof ChannelError) return error;
  const { status, code } = fieldsOf(error);
  if (status === undefined) return lost(code);
  const message = `Twilio: ${status} ${code}`;
  if (status === 401 || code === 20003) {
    await alarm('token-revoked', 'Twilio does not accept the account SID and the auth token');
    return new ChannelError(message, 'later', { retryAfterMs: 60_000, wholeChannel: true });
  }
  if (status === 429 || code === 20429) return new ChannelError(message, 'later', { retryAfterMs: 2000, wholeChannel: true });
  if (code === 14107) return new ChannelError(`${message} (too many to this number)`, 'later', { retryAfterMs: 60_000 });
  if (status >= 500) return new ChannelError(message, 'unknown');
  const known = refusals[Number(code)];
  return new ChannelError(known ? `${message} (${known.words})` : message, 'never', known?.closes ? { closes: known.closes } : {});
}

/** Why the operator did not deliver, in words for people. */
export const deliveryReason = (code: string | undefined): string =>
  code ? `${undelivered[code] ?? 'not delivered'} (${code})` : 'not delivered';

const refusals: Readonly<Record<number, { words: string; closes?: string }>> = {
  21211: { words: 'not a telephone number', closes: 'bad-number' },
  21614: { words: 'not a mobile number', closes: 'bad-number' },
  21610: { words: 'the person has opted out', closes: 'opted-out' },
  21408: { words: 'this country is not enabled in the Twilio console' },
  21606: { words: 'TWILIO_SMS_FROM is not a number of this account, or cannot send' },
  21659: { words: 'TWILIO_SMS_FROM is not a number of this account' },
  21660: { words: 'TWILIO_SMS_FROM belongs to another account' },
  21701: { words: 'there is no such Messaging Service' },
  21703: { words: 'the Messaging Service has no sender' },
};

const undelivered: Readonly<Record<string, string>> = {
  21610: 'the person has opted out',
  30003: 'the phone is off or unreachable',
  30005: 'no such number',
  30006: 'a landline',
  30007: 'filtered by the operator',
};

/** Only what surely never left may be sent again without asking: every SMS costs money. */
function lost(code: string | number): ChannelError {
  const unsent = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'].includes(String(code));
  return new ChannelError(`Twilio: no answer (${code})`, unsent ? 'later' : 'unknown', { wholeChannel: unsent });
}

function fieldsOf(error: unknown): { status?: number; code: string | number } {
  if (typeof error !== 'object' || error === null) return { code: 'unknown' };
  const { status, code } = error as { status?: unknown; code?: unknown }; // any error may have them
  const shownCode = typeof code === 'string' || typeof code === 'number' ? code : 'unknown';
  return { code: shownCode, ...(typeof status === 'number' && { status }) };
}
