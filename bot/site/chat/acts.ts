import { createHash } from 'node:crypto';
import { z } from 'zod';
import { cleanText } from '../../../flows/clean-text.ts';
import type { Heard } from '../../../notifications/message.ts';
import type { Own } from './keep-own.ts';
import type { Sentence } from './sentences.ts';

/** What a page asks for, understood: what was heard, and what their own page will show of it. */
export interface Understood {
  /** Chosen by the page; a repeat carries the same. */
  id: string;
  heard: Heard;
  own?: Own;
}

/** Reads what a page posted; a wrong form is answered with the name of a sentence. */
export type Act = (posted: unknown) => Understood | Sentence;

/** Made by the page for what it sends. */
const newId = z.string().regex(/^[\w-]{8,64}$/);
/** Of a message that is shown. */
const shownId = z.string().regex(/^[\w-]{1,64}$/);
const payload = z.string().regex(/^[\w-]{0,64}$/);
const freeText = (most: number) => z.string().max(most).transform(cleanText);

/** Everything a page can post as JSON, by the last word of the path. */
export const acts: Record<string, Act> = {
  start: act('badRequest', z.object({ id: newId, payload }), ({ id, payload }) => ({
    id: payload === '' ? id : startId(payload),
    heard: { kind: 'start', payload },
  })),

  send: act(
    'badText',
    z.object({ id: newId, text: freeText(10_000).pipe(z.string().regex(/\S/)), replyTo: shownId.optional() }),
    ({ id, text, replyTo }) => ({ id, heard: heardIn(text, replyTo), own: { id, text, ...answering(replyTo) } }),
  ),

  press: act('badRequest', z.object({ id: newId, data: z.string().min(1).max(256), messageId: shownId }), ({ id, data, messageId }) => ({
    id,
    heard: { kind: 'button', data, messageId },
  })),

  place: act(
    'badPlace',
    z.object({ id: newId, latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) }),
    ({ id, latitude, longitude }) => ({
      id,
      heard: { kind: 'place', latitude, longitude },
      own: { id, place: { latitude, longitude } },
    }),
  ),

  contact: act(
    'badPhone',
    z.object({
      id: newId,
      phone: freeText(200)
        .transform((typed) => typed.trim())
        .pipe(z.string().regex(/^(?:\D*\d){5}/)),
    }),
    ({ id, phone }) => ({
      id,
      heard: { kind: 'contact', phone, own: true },
      own: { id, contact: phone },
    }),
  ),
};

/** What stands beside an uploaded file, in the address. */
export const uploadForm = z.object({
  id: newId,
  caption: freeText(1000).default(''),
  name: freeText(200).optional(),
  replyTo: shownId.optional(),
});

/** An absent field stays absent. */
export const answering = (replyTo: string | undefined): { replyTo?: string } => (replyTo === undefined ? {} : { replyTo });

function act<Posted>(wrong: Sentence, form: z.ZodType<Posted>, means: (posted: Posted) => Understood): Act {
  return (posted) => {
    const read = form.safeParse(posted);
    return read.success ? means(read.data) : wrong;
  };
}

/** A typed `/start` means what the button means, as in other messengers. */
function heardIn(text: string, replyTo: string | undefined): Heard {
  const start = /^\/start(?:\s+([\w-]{1,64}))?\s*$/.exec(text);
  return start ? { kind: 'start', payload: start[1] ?? '' } : { kind: 'text', text, ...answering(replyTo) };
}

/** A link is opened once in a session, however often the page is reloaded; the payload may be a secret code, so it is not kept. */
const startId = (payload: string) => `start-${createHash('sha256').update(payload).digest('hex').slice(0, 32)}`;
