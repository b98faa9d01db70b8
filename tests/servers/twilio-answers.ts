import type { Answered } from './http.ts';
import type { TwilioWorld } from './twilio-world.ts';
import type { Verb } from './twiml.ts';
import { parseTwiml } from './twiml.ts';

/** The TwiML that a webhook of ours has answered. What is not TwiML is remembered with the code that the debugger would show. */
export function readTwiml(world: TwilioWorld, url: string, answered: Answered | undefined): Verb[] {
  if (!answered || answered.status >= 400) return [];
  const { body, headers } = answered;
  const type = String(headers['content-type'] ?? '')
    .split(';')[0]
    ?.trim();
  if (body.trim() === '') return [];
  if (type === 'text/plain') {
    alarm(world, 12300, url, `text/plain is sent to the person as a message: ${body}`);
    return [{ name: 'Message', attributes: {}, verbs: [], text: body }];
  }
  if (type !== 'text/xml' && type !== 'application/xml') {
    alarm(world, 12300, url, `the answer must be text/xml, is ${type}`);
    return [];
  }
  try {
    return parseTwiml(body);
  } catch (error) {
    alarm(world, 12100, url, String(error));
    return [];
  }
}

export function alarm(world: TwilioWorld, code: number, url: string, about: string): void {
  world.alarms.push({ code, url, about });
  world.breach(`answer of ${url}`, `${code} ${about}`, {});
}

/** All words within a verb, spoken or written. */
export const wordsOf = ({ text, verbs }: Verb): string => [text, ...verbs.map(wordsOf)].join(' ').replace(/\s+/g, ' ').trim();
