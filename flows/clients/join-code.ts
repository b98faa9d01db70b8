import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../../db/schema/words.ts';
import { hours, minutes } from '../../notifications/time.ts';

/**
 * To whom a code was given: a client themself, on a channel where they are known; or whoever has the secret link of an order, who need not be
 * its client and is only suggested.
 */
export interface JoinCode {
  of: 'client' | 'order';
  id: number;
  /** Where it was asked for, so that whoever opens it knows whether that was them. */
  asked: AskedIn;
}

/** A channel, and of the chat on the site the browser, as `deviceCode` writes it down. */
export interface AskedIn {
  channel: string;
  device: string;
}

const goodFor = hours(1);
let key = '';

/** Sets the key that signs the codes; called once at start with the shop's secret. */
export function signJoinsWith(secret: string): void {
  key = createHmac('sha256', secret).update('joins').digest('base64url');
}

/** A code that goes on in another messenger as the same client; good for an hour and, as its reader sees to, once. Fits a start link of Telegram. */
export function joinCode({ of, id, asked }: JoinCode, now: Instant): string {
  const until = Math.floor((now + goodFor) / minutes(1));
  const from = `${channelLetters[asked.channel] ?? 'x'}${asked.device}`;
  const body = `join-${id.toString(36)}-${until.toString(36)}-${letters[of]}${from}${randomBytes(4).toString('hex')}`;
  return `${body}${macOf(body)}`;
}

/** What a code says and when it was asked for, until its hour is over; undefined when it is not ours, too. */
export function readJoinCode(code: string, now: Instant): (JoinCode & { askedAt: Instant }) | undefined {
  const [, body = '', id = '', until = '', letter, from, device = '', mac = ''] =
    /^(join-([0-9a-z]+)-([0-9a-z]+)-([co])([a-z])(\d\d)[0-9a-f]{8})([\w-]{22})$/.exec(code) ?? [];
  const [given, right] = [Buffer.from(mac), Buffer.from(macOf(body))];
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  const goodUntil = Number.parseInt(until, 36) * minutes(1);
  if (now > goodUntil) return undefined;
  const channel = Object.keys(channelLetters).find((each) => channelLetters[each] === from) ?? 'web';
  const of = letter === letters.order ? 'order' : 'client';
  return { of, id: Number.parseInt(id, 36), asked: { channel, device }, askedAt: goodUntil - goodFor };
}

/** Whether a start link brings such a code. */
export const isJoinCode = (payload: string): boolean => payload.startsWith('join-');

/** The code behind the greeting that a link to WhatsApp wrote: "Hello! (join-…)". */
export const joinCodeBehind = (text: string): string | undefined => /\((join-[\w-]{20,60})\)\s*$/.exec(text)?.[1];

/** What is kept of a code that was used. */
export const joinHash = (code: string): string => createHash('sha256').update(code).digest('base64url');

const letters = { client: 'c', order: 'o' } as const;
const channelLetters: Readonly<Record<string, string>> = { web: 'w', telegram: 't', whatsapp: 'h', sms: 's' };

function macOf(body: string): string {
  if (key === '') throw new Error('signJoinsWith was not called');
  return createHmac('sha256', key).update(body).digest('base64url').slice(0, 22);
}
