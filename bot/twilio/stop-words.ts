import type { Heard } from '../../notifications/message.ts';

/** Twilio itself blocks SMS on the English words and answers them; "cancel" and "end" mean other things in a messenger. */
const twilioStops = new Set(['stop', 'stopall', 'unsubscribe', 'cancel', 'end', 'quit', 'revoke', 'optout']);
const ourStops = new Set(['stop', 'unsubscribe', 'стоп', 'отписка', 'отписаться', 'отпишите']);

/** "YES" also means START to Twilio, but to people it is an answer. */
const twilioStarts = new Set(['start', 'unstop']);
const ourStarts = new Set(['start', 'старт']);

/** Whether a text message says nothing but "no more", or "again". With Advanced Opt-Out Twilio has decided it already. */
export function optOutIn(
  text: string,
  { channel, decidedByTwilio }: { channel: string; decidedByTwilio: string | undefined },
): Heard | undefined {
  const word = text.toLowerCase().replace(/[^\p{L}]/gu, '');
  const byPlatform = decidedByTwilio === 'STOP' || (channel === 'sms' && twilioStops.has(word));
  if (byPlatform || ourStops.has(word)) return { kind: 'stop', byPlatform };
  const resumed = decidedByTwilio === 'START' || (channel === 'sms' && twilioStarts.has(word));
  return resumed || ourStarts.has(word) ? { kind: 'resume', byPlatform: resumed } : undefined;
}
