import type { UploadedFile } from '../forms.ts';
import type { Fields } from '../spec.ts';
import { isObject } from '../spec.ts';
import { ApiError, mistake } from '../telegram-errors.ts';
import type { Bot, Chat, File } from '../telegram-state.ts';
import { keepFile } from '../telegram-state.ts';
import { textOf } from '../telegram-text.ts';
import type { World } from '../telegram-world.ts';

/** One request, checked against the description and ready to take effect. */
export type Call = {
  world: World;
  bot: Bot;
  method: string;
  fields: Fields;
  files: ReadonlyMap<string, UploadedFile>;
  /** Says what to do when the client goes away before the answer. */
  onGone(stop: () => void): void;
};

/** Takes effect and answers the result, or throws an ApiError. */
export type Method = (call: Call) => unknown;

/** The chat that a request writes to. Throws when the person does not want that, or never began. */
export function openChat(call: Call): Chat {
  const chat = knownChat(call);
  if (!chat.started) throw new ApiError(403, "Forbidden: bot can't initiate conversation with a user", { breach: true });
  if (chat.blocked) throw new ApiError(403, 'Forbidden: bot was blocked by the user');
  return chat;
}

export function knownChat({ world, bot, fields }: Call): Chat {
  const id = Number(fields.chat_id);
  const chat = bot.chats.get(id);
  if (chat) return chat;
  const who = world.people.get(id) ?? (world.check ? undefined : { id, firstName: `Person ${id}` });
  if (!who) throw mistake('chat not found');
  const made = world.chat(bot, who);
  // Without checks, as in benches, anybody may be written to.
  if (!world.check) made.started = true;
  return made;
}

export const isUpload = (value: unknown): value is UploadedFile => isObject(value) && value.bytes instanceof Buffer;

/** A file comes uploaded, by the id of an earlier one, or by URL. */
export function readFile({ bot, files }: Call, given: unknown, maxMegabytes: number): File {
  const text = textOf(given);
  const upload = isUpload(given) ? given : files.get(text.replace(/^attach:\/\//, ''));
  if (upload) {
    if (upload.bytes.length === 0) throw mistake('file must be non-empty');
    if (upload.bytes.length > maxMegabytes * 1024 * 1024) throw new ApiError(413, 'Request Entity Too Large', { breach: true });
    return keepFile(bot, upload);
  }
  if (/^https?:\/\//.test(text))
    return keepFile(bot, { name: text.split('/').at(-1) ?? '', type: 'application/octet-stream', bytes: undefined });
  const known = bot.files.get(text);
  if (!known) throw mistake('wrong file identifier/HTTP URL specified');
  return known;
}
