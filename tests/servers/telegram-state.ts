import { createHash, randomBytes } from 'node:crypto';
import type { UploadedFile } from './forms.ts';
import type { Fields } from './spec.ts';
import type { Updates } from './telegram-updates.ts';

export type Who = { id: number; firstName: string; username?: string; languageCode?: string };
export type Button = { text: string; callback_data?: string; url?: string };
export type KeyboardButton = { text: string; request_contact?: boolean; request_location?: boolean };
export type Message = Fields & { message_id: number; date: number };

/** A message as the platform keeps it. */
export type Stored = {
  message: Message;
  byBot: boolean;
  plain: string;
  html: string;
  silent: boolean;
  edits: number;
  /** The reply keyboard that it carried; such a message cannot be edited. */
  keyboard?: KeyboardButton[][];
  /** Grows with every change in the whole world: tells what is new. */
  revision: number;
  sentAt: number;
  photo?: Buffer;
  document?: { name: string; bytes: Buffer | undefined };
};

/** What one person and one bot see of each other. */
export type Chat = {
  who: Who;
  bot: Bot;
  messages: Map<number, Stored>;
  deleted: Set<number>;
  started: boolean;
  blocked: boolean;
  keyboard: KeyboardButton[][] | undefined;
  /** What has a greater revision is new to the person. */
  mark: number;
  toasts: { text: string; alert: boolean; revision: number }[];
  log: string[];
  watchers: Set<() => void>;
};

export type Press = {
  id: string;
  chat: Chat;
  label: string;
  at: number;
  answered: boolean;
  settle(toast: { text: string; alert: boolean }): void;
};

export type File = { id: string; unique: string; path: string; name: string; type: string; bytes: Buffer | undefined };

export type Bot = {
  token: string;
  id: number;
  username: string;
  name: string;
  revoked: boolean;
  nextMessageId: number;
  chats: Map<number, Chat>;
  presses: Map<string, Press>;
  files: Map<string, File>;
  updates: Updates;
  /** Commands, descriptions, names: by kind, scope and language. */
  profile: Map<string, unknown>;
};

/** Keeps a file for one bot: another bot cannot use its id. */
export function keepFile(bot: Bot, { name, type, bytes }: Omit<UploadedFile, 'bytes'> & { bytes: Buffer | undefined }): File {
  const id = `F${bot.id}-${randomBytes(12).toString('base64url')}`;
  const unique = createHash('sha1')
    .update(bytes ?? id)
    .digest('base64url')
    .slice(0, 15);
  const file = { id, unique, path: `files/${id}${/\.\w+$/.exec(name)?.[0] ?? ''}`, name, type, bytes };
  bot.files.set(id, file);
  return file;
}

export const userOf = (who: Who): Fields => ({
  id: who.id,
  is_bot: false,
  first_name: who.firstName,
  ...(who.username !== undefined && { username: who.username }),
  ...(who.languageCode !== undefined && { language_code: who.languageCode }),
});

export const chatOf = (who: Who): Fields => ({
  id: who.id,
  type: 'private',
  first_name: who.firstName,
  ...(who.username !== undefined && { username: who.username }),
});

export const botUser = (bot: Bot): Fields => ({ id: bot.id, is_bot: true, first_name: bot.name, username: bot.username });
