import { cleanText } from '../../flows/clean-text.ts';
import { toldName } from '../../flows/clients/name.ts';
import type { Heard, RemoteFile } from '../../notifications/message.ts';
import { numbersIn } from '../vcard.ts';
import type { Origin, TelegramMessage } from './update.ts';

/** What a message says; undefined for the platform's own notes, such as "a message was pinned". */
export function heardIn(message: TelegramMessage): Heard | undefined {
  return start(message) ?? text(message) ?? file(message) ?? place(message) ?? contact(message) ?? other(message);
}

function start({ text: words }: TelegramMessage): Heard | undefined {
  const found = words === undefined ? null : /^\/start(?:@\w+)?(?:\s+(.*))?$/s.exec(words);
  if (!found) return undefined;
  const payload = found[1]?.trim() ?? '';
  return { kind: 'start', payload: /^[\w-]{1,64}$/.test(payload) ? payload : '' };
}

function text(message: TelegramMessage): Heard | undefined {
  return message.text === undefined ? undefined : { kind: 'text', text: cleanText(message.text), ...aboutOthers(message) };
}

function file(message: TelegramMessage): Heard | undefined {
  const found = fileOf(message);
  const album = message.media_group_id;
  return (
    found && { kind: 'file', file: found, caption: cleanText(message.caption ?? ''), ...(album && { album }), ...aboutOthers(message) }
  );
}

/** The sizes of a photo come in rising order. */
function fileOf({ photo, voice, audio, video, video_note, animation, document }: TelegramMessage): RemoteFile | undefined {
  const picture = photo?.at(-1);
  if (picture) return { kind: 'photo', ...remote(picture) };
  if (voice) return { kind: 'voice', ...remote(voice) };
  const any = audio ?? video ?? video_note ?? animation ?? document;
  return any && { kind: 'file', ...remote(any) };
}

type Media = NonNullable<TelegramMessage['document']>;

const remote = ({ file_id, file_name, mime_type, file_size }: Media): Omit<RemoteFile, 'kind'> => ({
  remoteId: file_id,
  ...(file_name !== undefined && { name: cleanText(file_name) }),
  ...(mime_type !== undefined && { mime: cleanText(mime_type) }),
  ...(file_size !== undefined && { size: file_size }),
});

/** A venue carries a location of its own beside it. */
function place(message: TelegramMessage): Heard | undefined {
  const { venue, location } = message;
  const found = venue?.location ?? location;
  if (!found) return undefined;
  const title = venue && cleanText([venue.title, venue.address].filter(Boolean).join(', '));
  return { kind: 'place', latitude: found.latitude, longitude: found.longitude, ...(title && { title }), ...aboutOthers(message) };
}

/** A contact may be anybody's: it is the sender's own only when the ids agree. Somebody else's card may have more numbers than the one it is named by. */
function contact(message: TelegramMessage): Heard | undefined {
  const { contact: card, from } = message;
  if (!card) return undefined;
  const name = toldName([card.first_name, card.last_name].filter(Boolean).join(' '));
  const own = card.user_id !== undefined && card.user_id === from?.id;
  const phone = cleanText(card.phone_number);
  const others = own ? [] : numbersIn(card.vcard ?? '').filter((each) => digitsOf(each.phone) !== digitsOf(phone));
  return {
    ...({ kind: 'contact', phone, own, proven: own } as const),
    ...(name && { name }),
    ...(others.length > 0 && { others }),
    ...aboutOthers(message),
  };
}

const digitsOf = (phone: string): string => phone.replace(/\D/g, '');

function other(message: TelegramMessage): Heard | undefined {
  const what = Object.keys(message).find((key) => !aboutTheMessage.has(key)) ?? 'empty';
  return notes.has(what) ? undefined : { kind: 'other', what };
}

const aboutOthers = (message: TelegramMessage) => ({
  ...(message.reply_to_message && { replyTo: String(message.reply_to_message.message_id) }),
  ...forwarded(message),
});

/** People may hide who they are from those who forward: then only their name is told. */
function forwarded({ forward_origin: origin }: TelegramMessage): { forwardedFrom?: string; forwardedAddress?: string } {
  if (!origin) return {};
  return { forwardedFrom: authorOf(origin), ...(origin.sender_user && { forwardedAddress: String(origin.sender_user.id) }) };
}

function authorOf({ sender_user, sender_user_name, sender_chat, chat }: Origin): string {
  const name = toldName([sender_user?.first_name, sender_user?.last_name].filter(Boolean).join(' '));
  return name ?? toldName(sender_user_name ?? sender_chat?.title ?? chat?.title) ?? '?';
}

const aboutTheMessage = new Set([
  ...[
    'message_id',
    'message_thread_id',
    'date',
    'edit_date',
    'chat',
    'from',
    'sender_chat',
    'sender_business_bot',
    'business_connection_id',
  ],
  ...[
    'reply_to_message',
    'external_reply',
    'quote',
    'reply_to_story',
    'reply_to_checklist_task_id',
    'reply_markup',
    'via_bot',
    'author_signature',
  ],
  ...[
    'forward_origin',
    'is_automatic_forward',
    'is_topic_message',
    'is_from_offline',
    'is_paid_post',
    'paid_star_count',
    'has_protected_content',
  ],
  ...['media_group_id', 'caption', 'caption_entities', 'show_caption_above_media', 'has_media_spoiler', 'entities', 'link_preview_options'],
  ...['effect_id', 'sender_boost_count', 'direct_messages_topic', 'suggested_post_info'],
]);

/** What the platform writes into a chat by itself; nobody said anything. */
const notes = new Set([
  ...[
    'pinned_message',
    'message_auto_delete_timer_changed',
    'write_access_allowed',
    'chat_background_set',
    'connected_website',
    'boost_added',
  ],
  ...['forum_topic_created', 'forum_topic_edited', 'forum_topic_closed', 'forum_topic_reopened', 'proximity_alert_triggered', 'empty'],
]);
