import type { Heard } from '../../notifications/message.ts';

/** Twilio blocks by itself on the English words and answers them; the Russian ones are ours to keep. */
const stopWords = new Set([
  ...['stop', 'stopall', 'unsubscribe', 'cancel', 'end', 'quit', 'revoke', 'optout'],
  ...['стоп', 'отписка', 'отписаться', 'отпишите'],
]);

/** "YES" also means START to Twilio, but to people it is an answer. */
const startWords = new Set(['start', 'unstop', 'старт']);

/** Whether a text message says nothing but "no more", or "again". With Advanced Opt-Out Twilio has decided it already. */
export function optOutIn(text: string, decidedByTwilio: string | undefined): Heard | undefined {
  const word = text.toLowerCase().replace(/[^\p{L}]/gu, '');
  if (decidedByTwilio === 'STOP' || stopWords.has(word)) return { kind: 'blocked' };
  if (decidedByTwilio === 'START' || startWords.has(word)) return { kind: 'unblocked' };
  return undefined;
}
