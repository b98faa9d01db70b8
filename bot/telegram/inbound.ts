import type { Instant, Language } from '../../db/schema/words.ts';
import { cleanText } from '../../flows/clean-text.ts';
import { toldName } from '../../flows/clients/name.ts';
import type { Heard } from '../../notifications/message.ts';
import type { Inbound } from '../channel.ts';
import { heardIn } from './heard.ts';
import { anyUpdateShape, membershipShape, messageShape, type Person, pressShape, type Reactions, reactionShape } from './update.ts';

/** An `Inbound` without what every update of a channel has in common. */
export type Said = Pick<Inbound, 'address' | 'heard' | 'messageId' | 'name' | 'language'> & {
  at?: Instant;
  /** What the pressed message is: words cannot be rewritten into a picture, nor back. */
  standsOn?: 'text' | 'picture';
};

// Each reader throws on what it cannot read, and answers undefined to what is none of our business: groups and the platform's own notes.

export function readMessage(raw: unknown): Said | undefined {
  const message = messageShape.parse(raw);
  const heard = message.chat.type === 'private' ? heardIn(message) : undefined;
  return heard && said(message.chat.id, heard, message.from, message.date, message.message_id);
}

/** People correct what they wrote. A place that moves on is an edit to the platform, and says nothing new to us. */
export function readEdit(raw: unknown): Said | undefined {
  const message = messageShape.parse(raw);
  const heard = message.chat.type === 'private' ? heardIn(message) : undefined;
  if (heard?.kind !== 'text' && heard?.kind !== 'file') return undefined;
  return said(message.chat.id, { kind: 'edited', said: heard }, message.from, message.edit_date ?? message.date, message.message_id);
}

/** Signs under a message; one that takes another's place is the only one that counts. */
export function readReaction(raw: unknown): Said | undefined {
  const { chat, message_id, user, date, ...signs } = reactionShape.parse(raw);
  if (chat.type !== 'private') return undefined;
  const given = signsOf(signs.new_reaction);
  const sign = given || signsOf(signs.old_reaction);
  const on = String(message_id);
  return said(chat.id, { kind: 'reaction', sign, on, ...(given === '' && { withdrawn: true as const }) }, user, date);
}

/** A sign of somebody's own making has no letter; a star stands for it. */
const signsOf = (reactions: Reactions['new_reaction']): string => cleanText(reactions.map(({ emoji = '⭐' }) => emoji).join(''));

/** A press has no time of its own. The message under the button may be gone, then nothing but its number is known. */
export function readPress(raw: unknown): Said | undefined {
  const { from, data = '', message } = pressShape.parse(raw);
  if (message?.chat.type !== 'private') return undefined;
  const messageId = String(message.message_id);
  const standsOn = message.text !== undefined ? 'text' : message.photo || message.document ? 'picture' : undefined;
  return { ...said(message.chat.id, { kind: 'button', data: cleanText(data), messageId }, from), messageId, ...(standsOn && { standsOn }) };
}

/** A person blocked or unblocked the bot. */
export function readMembership(raw: unknown): Said | undefined {
  const { chat, from, date, new_chat_member } = membershipShape.parse(raw);
  const kind = changes[new_chat_member.status];
  return chat.type === 'private' && kind ? said(chat.id, { kind }, from, date) : undefined;
}

/** What to make of an update that no reader understood: its author is answered all the same. */
export function readAnyhow(raw: unknown): Said | undefined {
  const { data } = anyUpdateShape.safeParse(raw);
  const chat = data?.message?.chat ?? data?.edited_message?.chat;
  const chatId = chat?.type === 'private' ? chat.id : data?.callback_query?.from.id;
  return chatId === undefined ? undefined : said(chatId, { kind: 'other', what: 'unreadable' }, undefined);
}

/** The queue an update belongs to: what one person does stays in order. */
export function laneOf(raw: unknown): string {
  const { data } = anyUpdateShape.safeParse(raw);
  const chat = data?.message?.chat ?? data?.edited_message?.chat ?? data?.message_reaction?.chat ?? data?.my_chat_member?.chat;
  return String(chat?.id ?? data?.callback_query?.from.id ?? '');
}

const changes: Readonly<Record<string, 'blocked' | 'unblocked'>> = { kicked: 'blocked', left: 'blocked', member: 'unblocked' };

function said(chatId: number, heard: Heard, from: Person | undefined, seconds?: number, messageId?: number): Said {
  const name = toldName([from?.first_name, from?.last_name].filter(Boolean).join(' '));
  const language = languageOf(from?.language_code);
  return {
    address: String(chatId),
    heard,
    ...(messageId !== undefined && { messageId: String(messageId) }),
    ...(name && { name }),
    ...(language && { language }),
    ...(seconds !== undefined && { at: seconds * 1000 }),
  };
}

const languageOf = (code: string | undefined): Language | undefined => (code === undefined ? undefined : /^ru\b/i.test(code) ? 'ru' : 'en');
