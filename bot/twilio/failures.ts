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
  if (code === 14107 || code === 63018) return new ChannelError(`${message} (too many to this number)`, 'later', { retryAfterMs: 60_000 });
  if (status >= 500) return new ChannelError(message, 'unknown');
  const { words, ...more } = failures[Number(code)] ?? {};
  return new ChannelError(words ? `${message} (${words})` : message, 'never', more);
}

/** Why the operator or WhatsApp did not deliver, in words for people, and whether nothing should be sent there any more. */
export function deliveryFailure(code: string | undefined): { reason: string; closes?: string } {
  if (!code) return { reason: 'not delivered' };
  if (code === '63016') return { reason: windowClosed };
  const { words = 'not delivered', closes } = failures[Number(code)] ?? {};
  return { reason: `${words} (${code})`, ...(closes && { closes }) };
}

/** WhatsApp takes free words for 24 hours after the person's last. */
export const windowClosed = 'window-closed';

/** Twilio has lost a form that we knew. */
export const unknownForm = 'unknown-form';

/** Whether Twilio refuses the request itself: it would refuse it again. */
export const isRefused = (error: unknown): boolean => [400, 403].includes(fieldsOf(error).status ?? 0);

const failures: Readonly<Record<number, { words: string; closes?: string; reason?: string }>> = {
  21211: { words: 'not a telephone number', closes: 'bad-number' },
  21614: { words: 'not a mobile number', closes: 'bad-number' },
  21610: { words: 'the person has opted out', closes: 'opted-out' },
  21408: { words: 'this country is not enabled in the Twilio console' },
  21606: { words: 'TWILIO_SMS_FROM is not a number of this account, or cannot send' },
  21659: { words: 'the sender is not a number of this account' },
  21660: { words: 'the sender belongs to another account' },
  21655: { words: 'no such form', reason: unknownForm },
  21701: { words: 'there is no such Messaging Service' },
  21703: { words: 'the Messaging Service has no sender' },
  30003: { words: 'the phone is off or unreachable' },
  30005: { words: 'no such number' },
  30006: { words: 'a landline' },
  30007: { words: 'filtered by the operator' },
  63003: { words: 'not on WhatsApp', closes: 'bad-number' },
  63007: { words: 'TWILIO_WHATSAPP_FROM is not a WhatsApp sender of this account' },
  63013: { words: 'refused by the rules of WhatsApp' },
  63015: { words: 'the person has not joined the sandbox' },
  63019: { words: 'WhatsApp could not fetch the picture' },
  63024: { words: 'not on WhatsApp', closes: 'bad-number' },
  63032: { words: 'WhatsApp holds this message back' },
  63033: { words: 'the person has blocked us', closes: 'blocked' },
  63040: { words: 'WhatsApp has rejected the template' },
  63041: { words: 'WhatsApp has paused the template' },
  63042: { words: 'WhatsApp has disabled the template' },
  63049: { words: 'WhatsApp holds this message back' },
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
