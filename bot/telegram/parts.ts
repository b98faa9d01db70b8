import type { InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup, ReplyKeyboardRemove } from '@grammyjs/types';
import { textsIn } from '../../flows/texts/texts.ts';
import { type Button, type Message, plain } from '../../notifications/message.ts';
import { languageOf } from '../languages.ts';
import { isPublicLink, lengthOf, linkLine, shortened, splitText } from '../render.ts';

export type Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove;

/** One call's worth of a message; `text` is still marked, and a caption where there is a picture. */
export type Part = { text: string; markup?: Markup } & (
  | { kind: 'text' }
  /** `instead` is said in the place of a file that the platform does not take in any form. */
  | { kind: 'picture'; picture: string; name?: string; instead: string }
  | { kind: 'place'; latitude: number; longitude: number }
);

type FilePart = Extract<Part, { kind: 'picture' }>;
/** A public address of a kept file, where there is one. */
export type LinkTo = (reference: string) => string | undefined;

const textLimit = 4096;
const captionLimit = 1024;

/**
 * What one message becomes on Telegram, in order. Place and picture come before the words: the last part is the one with the buttons,
 * whose number is kept and which is rewritten later.
 */
export function partsOf(message: Message, linkTo: LinkTo = () => undefined): Part[] {
  const { text, markup } = dressed(message);
  const isCaption = message.picture !== undefined && lengthOf(text) <= captionLimit;
  const parts: Part[] = [];
  if (message.place) parts.push({ kind: 'place', text: '', ...message.place });
  if (message.picture !== undefined) parts.push({ ...filePart(message, message.picture, linkTo), text: isCaption ? text : '' });
  if (!isCaption) parts.push(...splitText(text, textLimit).map((piece): Part => ({ kind: 'text', text: piece })));
  const last = parts.at(-1);
  if (last && markup) last.markup = markup;
  return parts;
}

function filePart({ text, fileName }: Message, picture: string, linkTo: LinkTo): Omit<FilePart, 'text'> {
  const { engine } = textsIn(languageOf(plain(text)) ?? languageOf(fileName ?? '') ?? 'ru');
  const instead = engine.fileNotShown(fileName ?? '', linkTo(picture));
  return { kind: 'picture', picture, instead, ...(fileName !== undefined && { name: fileName }) };
}

/** A message carries one keyboard: where the phone is asked for something, the answers stand beside that as words to tap. */
function dressed({ text, buttons = [], request }: Message): { text: string; markup?: Markup } {
  const isLink = ({ url, data }: Button) => data === undefined && url !== undefined;
  const inWords = buttons.flat().filter((each) => isLink(each) && (request !== undefined || !isPublicLink(each.url ?? '')));
  const words = [text, ...inWords.flatMap(linkLine)].filter((line) => line !== '').join('\n');
  const left = buttons.map((row) => row.filter((each) => !inWords.includes(each))).filter((row) => row.length > 0);
  if (request) return { text: words, markup: askingKeyboard(request, left) };
  return { text: words, ...(left.length > 0 && { markup: { inline_keyboard: left.map((row) => row.map(inlineButton)) } }) };
}

const inlineButton = ({ label, data, url = '' }: Button): InlineKeyboardButton =>
  data === undefined ? { text: label, url } : { text: label, callback_data: data };

function askingKeyboard({ kind, label }: NonNullable<Message['request']>, others: Button[][]): ReplyKeyboardMarkup {
  const asking: KeyboardButton = kind === 'contact' ? { text: label, request_contact: true } : { text: label, request_location: true };
  const keyboard = [[asking], ...others.map((row) => row.map(({ label: text }): KeyboardButton => ({ text })))];
  return { keyboard, resize_keyboard: true, one_time_keyboard: true, input_field_placeholder: shortened(label, 64) };
}
