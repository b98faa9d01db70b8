import type { Entity } from '../html-entities.ts';
import type { Fields } from '../spec.ts';
import { isObject } from '../spec.ts';
import { mistake, tooLate } from '../telegram-errors.ts';
import type { Markup } from '../telegram-markup.ts';
import { readMarkup } from '../telegram-markup.ts';
import { describe } from '../telegram-show.ts';
import type { Chat, Stored } from '../telegram-state.ts';
import { botUser, chatOf } from '../telegram-state.ts';
import { readText } from '../telegram-text.ts';
import type { Call, Method } from './call.ts';
import { openChat } from './call.ts';

export type Content = { fields: Fields; plain?: string; html?: string; photo?: Buffer | undefined; document?: Stored['document'] };

/** Shows a new message of the bot and answers it as the platform does. */
export function post(call: Call, chat: Chat, { fields: content, plain = '', html = '', photo, document }: Content, markup: Markup): Fields {
  const { world, bot, fields } = call;
  const message = {
    message_id: bot.nextMessageId++,
    from: botUser(bot),
    chat: chatOf(chat.who),
    date: world.seconds(),
    ...repliedTo(chat, fields.reply_parameters),
    ...content,
    ...(markup.inline && { reply_markup: markup.inline }),
  };
  if (markup.keyboard) chat.keyboard = markup.keyboard;
  if (markup.remove) chat.keyboard = undefined;
  const stored = world.show(chat, {
    message,
    byBot: true,
    plain,
    html,
    silent: fields.disable_notification === true,
    edits: 0,
    revision: 0,
    sentAt: world.now(),
    ...(markup.keyboard && { keyboard: markup.keyboard }),
    ...(photo && { photo }),
    ...(document && { document }),
  });
  world.say(chat, `bot: ${describe(stored)}`);
  return message;
}

export const withEntities = (name: 'entities' | 'caption_entities', entities: Entity[]): Fields =>
  entities.length > 0 ? { [name]: entities } : {};

function repliedTo(chat: Chat, parameters: unknown): Fields {
  if (!isObject(parameters)) return {};
  const found = chat.messages.get(Number(parameters.message_id));
  if (found) return { reply_to_message: { ...found.message, reply_to_message: undefined } };
  if (parameters.allow_sending_without_reply === true) return {};
  throw tooLate('message to be replied not found');
}

/** Checks who may be written to, then the pace, then the keyboard. */
export function prepare(call: Call): { chat: Chat; markup: Markup } {
  const chat = openChat(call);
  const markup = readMarkup(call.fields.reply_markup);
  call.world.keepPace(String(chat.who.id));
  return { chat, markup };
}

const sendMessage: Method = (call) => {
  const { chat, markup } = prepare(call);
  if (call.fields.text === undefined) throw mistake('message text is empty');
  const { plain, html, entities } = readText(call.fields);
  return post(call, chat, { fields: { text: plain, ...withEntities('entities', entities) }, plain, html }, markup);
};

const sendLocation: Method = (call) => {
  const { chat, markup } = prepare(call);
  const { latitude, longitude } = call.fields;
  if (Math.abs(Number(latitude)) > 90 || Math.abs(Number(longitude)) > 180) throw mistake('wrong latitude or longitude');
  return post(call, chat, { fields: { location: { latitude, longitude } } }, markup);
};

const sendContact: Method = (call) => {
  const { chat, markup } = prepare(call);
  const { phone_number, first_name, last_name, vcard } = call.fields;
  const contact = { phone_number, first_name, ...(last_name !== undefined && { last_name }), ...(vcard !== undefined && { vcard }) };
  return post(call, chat, { fields: { contact } }, markup);
};

export default { sendMessage, sendLocation, sendContact };
