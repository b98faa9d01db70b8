import { isObject } from './spec.ts';
import { buttonsOf } from './telegram-markup.ts';
import type { Button, Chat, Stored } from './telegram-state.ts';

/** A message as a person sees it now, after edits. */
export type ShownMessage = {
  id: number;
  from: 'bot' | 'person';
  /** Text or caption without tags. */
  text: string;
  /** The same with its tags, as the bot wrote it. */
  html: string;
  kind: 'text' | 'photo' | 'document' | 'voice' | 'place' | 'contact' | 'other';
  photo?: { fileId: string; bytes: Buffer };
  document?: { fileId: string; name: string; bytes: Buffer | undefined };
  place?: { latitude: number; longitude: number };
  contact?: { phone: string; firstName: string };
  buttons: Button[][];
  /** Labels of the reply keyboard that came with it. */
  replyKeyboard?: string[][];
  silent: boolean;
  edits: number;
  /** Epoch milliseconds. */
  at: number;
  albumId?: string;
  replyTo?: number;
};

const parts = { text: 'text', photo: 'photo', document: 'document', voice: 'voice', location: 'place', contact: 'contact' } as const;

export function show(stored: Stored): ShownMessage {
  const { message, keyboard, photo, document } = stored;
  const field = Object.keys(parts).find((each) => message[each] !== undefined);
  const { location, contact, reply_to_message: answered, media_group_id: album } = message;
  return {
    id: message.message_id,
    from: stored.byBot ? 'bot' : 'person',
    text: stored.plain,
    html: stored.html,
    kind: field ? parts[field as keyof typeof parts] : 'other', // found among the keys just above
    ...(photo && { photo: { fileId: fileIdOf(message.photo), bytes: photo } }),
    ...(document && { document: { fileId: fileIdOf(message.document), ...document } }),
    ...(isObject(location) && { place: { latitude: Number(location.latitude), longitude: Number(location.longitude) } }),
    ...(isObject(contact) && { contact: { phone: String(contact.phone_number), firstName: String(contact.first_name) } }),
    buttons: buttonsOf(message.reply_markup),
    ...(keyboard && { replyKeyboard: labelsOf(keyboard) }),
    silent: stored.silent,
    edits: stored.edits,
    at: stored.sentAt,
    ...(typeof album === 'string' && { albumId: album }),
    ...(isObject(answered) && { replyTo: Number(answered.message_id) }),
  };
}

export const labelsOf = (keyboard: readonly (readonly { text: string }[])[]): string[][] =>
  keyboard.map((row) => row.map((each) => each.text));

/** Photos are a list of sizes, the last is the largest. */
const fileIdOf = (media: unknown): string => {
  const file: unknown = Array.isArray(media) ? media.at(-1) : media;
  return isObject(file) ? String(file.file_id) : '';
};

/** One message on a few lines: what stands in it, and the buttons under it. */
export function describe(stored: Stored): string {
  const { id, kind, text, buttons, replyKeyboard, silent } = show(stored);
  const what = kind === 'text' || kind === 'other' ? text : `[${kind}] ${text}`.trim();
  const rows = buttons.map((row) => `\n      ${row.map((each) => `[ ${each.text} ]`).join(' ')}`);
  const below = replyKeyboard ? `\n      keyboard: ${replyKeyboard.map((row) => row.join(' | ')).join(' / ')}` : '';
  return `${what.replaceAll('\n', '\n      ')} (${id}${silent ? ', silent' : ''})${rows.join('')}${below}`;
}

export const transcriptOf = ({ who, bot, log }: Chat): string =>
  [`— ${who.firstName} and @${bot.username} —`, ...log.map((line) => `  ${line}`)].join('\n');
