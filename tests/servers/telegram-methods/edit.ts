import type { Fields } from '../spec.ts';
import { isObject } from '../spec.ts';
import { mistake, tooLate } from '../telegram-errors.ts';
import { readInlineMarkup } from '../telegram-markup.ts';
import { describe } from '../telegram-show.ts';
import type { Chat, Message, Stored } from '../telegram-state.ts';
import { readCaption, readText } from '../telegram-text.ts';
import type { Call, Method } from './call.ts';
import { openChat } from './call.ts';
import { mediaContent } from './media.ts';
import type { Content } from './send.ts';
import { withEntities } from './send.ts';

const twoDays = 48 * 3600_000;

function editable(call: Call): { chat: Chat; stored: Stored } {
  const chat = openChat(call);
  const stored = chat.messages.get(Number(call.fields.message_id));
  if (!stored) throw goneOrUnknown(call, chat, call.fields.message_id, 'message to edit not found');
  if (!stored.byBot || stored.keyboard) throw mistake("message can't be edited");
  return { chat, stored };
}

/** What was deleted may be edited by a bot that cannot know; what never was may not. */
const goneOrUnknown = (call: Call, chat: Chat, id: unknown, what: string) =>
  chat.deleted.has(Number(id)) || call.world.quiet ? tooLate(what) : mistake(what);

/** Replaces content and keyboard; without a keyboard given, the old one goes. */
function replace(call: Call, content: Content): Fields {
  const { chat, stored } = editable(call);
  const inline = readInlineMarkup(call.fields.reply_markup);
  const { message_id, from, chat: where, date, reply_to_message: answered, media_group_id: album } = stored.message;
  const kept = {
    message_id,
    from,
    chat: where,
    date,
    ...(answered !== undefined && { reply_to_message: answered }),
    ...(album !== undefined && { media_group_id: album }),
  };
  const message: Message = { ...kept, ...content.fields, ...(inline && { reply_markup: inline }) };
  const { edit_date: _, ...before } = stored.message;
  if (JSON.stringify(sorted(before)) === JSON.stringify(sorted(message))) {
    const exactly =
      'specified new message content and reply markup are exactly the same as a current content and reply markup of the message';
    throw tooLate(`message is not modified: ${exactly}`);
  }
  Object.assign(stored, content, { message: { ...message, edit_date: call.world.seconds() }, edits: stored.edits + 1 });
  call.world.show(chat, stored);
  call.world.say(chat, `bot edits ${message_id}: ${describe(stored)}`);
  return stored.message;
}

const sorted = (message: Fields): [string, unknown][] => Object.entries(message).sort(([one], [two]) => (one < two ? -1 : 1));

/** Messages sent by way of an inline query belong to no chat of ours. */
const unlessInline =
  (edit: Method): Method =>
  (call) =>
    call.fields.inline_message_id === undefined ? edit(call) : true;

const editMessageText = unlessInline((call) => {
  const { stored } = editable(call);
  if (stored.message.text === undefined) throw mistake('there is no text in the message to edit');
  if (call.fields.text === undefined) throw mistake('message text is empty');
  const { plain, html, entities } = readText(call.fields);
  return replace(call, { fields: { text: plain, ...withEntities('entities', entities) }, plain, html });
});

const editMessageCaption = unlessInline((call) => {
  const { stored } = editable(call);
  if (stored.message.text !== undefined) throw mistake('there is no caption in the message to edit');
  const { plain, html, entities } = readCaption(call.fields);
  const { caption: _, caption_entities: __, ...media } = contentOf(stored.message);
  return replace(call, {
    fields: { ...media, ...(plain && { caption: plain, ...withEntities('caption_entities', entities) }) },
    plain,
    html,
  });
});

const editMessageReplyMarkup = unlessInline((call) => {
  const { stored } = editable(call);
  return replace(call, { fields: contentOf(stored.message), plain: stored.plain, html: stored.html });
});

const editMessageMedia = unlessInline((call) => {
  const { stored } = editable(call);
  if (stored.message.text !== undefined) throw mistake("message can't be edited: a text stays a text");
  return replace(call, mediaContent(call, isObject(call.fields.media) ? call.fields.media : {}));
});

function contentOf({
  message_id: _,
  from: __,
  chat: ___,
  date: ____,
  edit_date: _____,
  reply_markup: ______,
  ...content
}: Message): Fields {
  return content;
}

function remove(call: Call, chat: Chat, id: unknown): void {
  const stored = chat.messages.get(Number(id));
  if (!stored) throw goneOrUnknown(call, chat, id, 'message to delete not found');
  if (call.world.now() - stored.sentAt > twoDays) throw tooLate("message can't be deleted for everyone");
  chat.messages.delete(Number(id));
  chat.deleted.add(Number(id));
  call.world.revision += 1;
  call.world.changed(chat);
  call.world.say(chat, `bot deletes ${String(id)}`);
}

const deleteMessage: Method = (call) => {
  remove(call, openChat(call), call.fields.message_id);
  return true;
};

/** Skips what cannot be found. */
const deleteMessages: Method = (call) => {
  const chat = openChat(call);
  const ids = Array.isArray(call.fields.message_ids) ? call.fields.message_ids : [];
  for (const id of ids) if (chat.messages.has(Number(id))) remove(call, chat, id);
  return true;
};

export default { editMessageText, editMessageCaption, editMessageReplyMarkup, editMessageMedia, deleteMessage, deleteMessages };
