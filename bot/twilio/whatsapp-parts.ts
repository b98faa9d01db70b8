import { type Message, plain, runsOf } from '../../notifications/message.ts';
import { languageOf } from '../languages.ts';
import { linkLine, numbered, plainMessage, splitText } from '../render.ts';
import { type Form, formFor } from './forms.ts';

/** One request's worth of a WhatsApp message. */
export type Part =
  | { kind: 'words'; body: string }
  | { kind: 'picture'; body: string; mediaUrl: string }
  | { kind: 'form'; form: Form; instead: string };

/** Below what the platform takes (1600; 1024 with buttons or a picture): the stars of bold words count too. */
const most = { words: 1500, form: 960 };

/**
 * What one message becomes on WhatsApp, in order: the picture, the words, and on the last of them the choices as buttons or a list; as a numbered
 * menu where neither holds them. `instead` is that menu, for a form that Twilio does not take.
 */
export function partsOf(message: Message, linkTo: (reference: string) => string | undefined): Part[] {
  const choices = numbered(message);
  const url = message.picture === undefined ? undefined : linkTo(message.picture);
  const text = withLinks(message);
  const pieces = splitText(text, choices.length > 0 ? most.form : most.words);
  const last = choices.length > 0 ? pieces.pop() : undefined;
  const parts = pieces.map((piece): Part => ({ kind: 'words', body: whatsappText(piece) }));
  if (last !== undefined) parts.push(...asked(last, message));
  if (url === undefined) return parts;
  const [first, ...others] = parts;
  const isCaption = first?.kind === 'words' && first.body.length <= most.form;
  return [{ kind: 'picture', mediaUrl: url, body: isCaption ? first.body : '' }, ...(isCaption ? others : parts)];
}

function asked(text: string, message: Message): Part[] {
  const choices = numbered(message);
  const body = whatsappText(text);
  const instead = plainMessage({ text, buttons: [choices] });
  const language = languageOf(plain(text)) ?? languageOf(choices.map(({ label }) => label).join(' ')) ?? 'en';
  const form = formFor(body, choices, language);
  if (form) return [{ kind: 'form', form, instead }];
  return splitText(instead, most.words).map((piece) => ({ kind: 'words', body: piece }));
}

/** Links and the place on a map are written out: only forms to be approved have buttons with addresses. */
function withLinks({ text, buttons = [], place }: Message): string {
  const map = place ? [`https://maps.google.com/?q=${place.latitude},${place.longitude}`] : [];
  const lines = [...buttons.flat().flatMap(linkLine), ...map].join('\n');
  return [text, lines].filter((each) => each !== '').join('\n\n');
}

/** Bold words stand in stars, which WhatsApp only knows around words of one line. */
const whatsappText = (text: string): string =>
  runsOf(text)
    .map(({ words, bold }) => (bold && /^[^\s*]([^*\n]*[^\s*])?$/.test(words) ? `*${words}*` : words))
    .join('');
