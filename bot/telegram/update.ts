import { z } from 'zod';

/** What we read of an update. Fields that are not named here stay in it, for kinds of messages that we do not know yet. */
const person = z.object({
  id: z.int(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  language_code: z.string().optional(),
});

const chat = z.object({ id: z.int(), type: z.string() });

const media = z.object({
  file_id: z.string(),
  file_size: z.number().optional(),
  file_name: z.string().optional(),
  mime_type: z.string().optional(),
});

const location = z.object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) });

/** Telegram's clock: a whole number of 32 bits. What claims another time is no time that can be kept or shown. */
const seconds = z
  .int()
  .min(0)
  .max(2 ** 32);

const origin = z.object({
  sender_user: person.optional(),
  sender_user_name: z.string().optional(),
  sender_chat: z.object({ title: z.string().optional() }).optional(),
  chat: z.object({ title: z.string().optional() }).optional(),
});

export const messageShape = z.looseObject({
  message_id: z.int(),
  date: seconds,
  edit_date: seconds.optional(),
  chat,
  from: person.optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  media_group_id: z.string().optional(),
  photo: z.array(media).optional(),
  voice: media.optional(),
  audio: media.optional(),
  video: media.optional(),
  video_note: media.optional(),
  animation: media.optional(),
  document: media.optional(),
  location: location.optional(),
  venue: z.object({ location, title: z.string(), address: z.string().optional() }).optional(),
  contact: z
    .object({
      phone_number: z.string(),
      first_name: z.string().optional(),
      last_name: z.string().optional(),
      user_id: z.int().optional(),
      vcard: z.string().optional(),
    })
    .optional(),
  reply_to_message: z.object({ message_id: z.int() }).optional(),
  forward_origin: origin.optional(),
});

export const pressShape = z.object({
  id: z.string(),
  from: person,
  data: z.string().optional(),
  message: z
    .object({ message_id: z.int(), chat, text: z.string().optional(), photo: z.unknown().optional(), document: z.unknown().optional() })
    .optional(),
});

const reaction = z.object({ type: z.string(), emoji: z.string().optional() });

export const reactionShape = z.object({
  chat,
  message_id: z.int(),
  user: person.optional(),
  date: seconds,
  old_reaction: z.array(reaction),
  new_reaction: z.array(reaction),
});

export const membershipShape = z.object({
  chat,
  from: person,
  date: seconds,
  new_chat_member: z.object({ status: z.string() }),
});

/** The least that is needed to answer somebody whose update could not be read. */
export const anyUpdateShape = z.object({
  update_id: z.int(),
  message: z.object({ chat }).optional(),
  edited_message: z.object({ chat }).optional(),
  message_reaction: z.object({ chat }).optional(),
  callback_query: z.object({ from: z.object({ id: z.int() }) }).optional(),
  my_chat_member: z.object({ chat }).optional(),
});

export type Person = z.infer<typeof person>;
export type TelegramMessage = z.infer<typeof messageShape>;
export type Reactions = z.infer<typeof reactionShape>;
export type Origin = z.infer<typeof origin>;

/** The kinds we ask for; everything else never comes. */
export const allowedUpdates = ['message', 'edited_message', 'message_reaction', 'callback_query', 'my_chat_member'] as const;
