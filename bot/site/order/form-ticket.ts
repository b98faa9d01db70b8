import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Config } from '../../../config.ts';
import type { Instant } from '../../../db/schema/words.ts';
import { days, seconds } from '../../../notifications/time.ts';

type Settings = Pick<Config, 'secret'>;

/** What a page gets together with the form. It names the form, so that one form is one order, and is what the page's work is done over. */
export function newTicket(config: Settings, now: Instant): string {
  const body = `${randomBytes(12).toString('hex')}.${now.toString(36)}`;
  return `${body}.${macOf(config, body)}`;
}

/** The form's own id, when the ticket is ours and not too old. */
export function formIdOf(config: Settings, ticket: string, now: Instant): string | undefined {
  const [id = '', at = '', mac = ''] = ticket.split('.');
  const given = Buffer.from(mac);
  const right = Buffer.from(macOf(config, `${id}.${at}`));
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  return now - Number.parseInt(at, 36) < goodForMs ? id : undefined;
}

/** Nobody fills the form faster. The page waits for the rest by itself, a program may come again a moment later. */
export const isTooFast = (ticket: string, now: Instant): boolean => now - Number.parseInt(ticket.split('.')[1] ?? '', 36) < fastestMs;

/** Whether a page has counted until the hash of its ticket and the count begins with enough zeros: cheap for one order, dear for thousands. */
export function isWorkDone(ticket: string, work: number): boolean {
  const hash = createHash('sha256').update(`${ticket} ${work}`).digest();
  return hash.readUInt32BE(0) >>> (32 - zeroBits) === 0;
}

/** Signs the reference of a picture that came with this form: no other form can name it. */
export const signPicture = (config: Settings, formId: string, reference: string): string =>
  `${reference}~${macOf(config, `${formId} ${reference}`)}`;

/** The reference, when it came with this form. */
export function pictureOf(config: Settings, formId: string, signed: string): string | undefined {
  const [reference = ''] = signed.split('~');
  return signPicture(config, formId, reference) === signed ? reference : undefined;
}

/** About half a second on an old phone. */
export const zeroBits = 15;
const goodForMs = days(2);

/** The least time between getting a ticket and sending its form. */
export const fastestMs = seconds(2);

const macOf = ({ secret }: Settings, body: string): string =>
  createHmac('sha256', secret).update(`order form\n${body}`).digest('base64url').slice(0, 22);
