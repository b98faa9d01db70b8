import { createHash } from 'node:crypto';
import type { Files } from '../../db/files.ts';
import type { Log } from '../../db/log.ts';
import { ChannelError } from '../../notifications/channel-error.ts';
import type { Message } from '../../notifications/message.ts';
import type { Outgoing, Sender } from '../../notifications/sender.ts';
import type { Alarm } from '../alarms.ts';
import { Remembered } from '../remembered.ts';
import { type Call, type TelegramApi, within } from './api.ts';
import { download } from './download.ts';
import { openFailures } from './failures.ts';
import { type LinkTo, type Part, partsOf } from './parts.ts';
import { openPictures } from './pictures.ts';
import { isNotModified, TelegramProblem } from './problem.ts';
import { openReplyKeyboards } from './reply-keyboards.ts';
import { rewritePart, showPart } from './show.ts';

export interface SenderOptions {
  channel: string;
  token: string;
  apiRoot: string;
  api: TelegramApi;
  files: Pick<Files, 'read'>;
  log: Log;
  alarm: Alarm;
  /** A public address of a kept file; absent where the shop has none. */
  linkTo?: LinkTo | undefined;
}

export interface TelegramSender extends Required<Pick<Sender, 'send' | 'remove' | 'fetch'>> {
  /** Says what a shown message is, as far as an update told; a restart forgets it. */
  noticed(address: string, messageId: string, kind: 'text' | 'picture'): void;
}

/** All calls of one send together; shorter than the worker's lease. */
const sendInMs = 25_000;

/** Sends, rewrites and takes away messages, and fetches files. Every failure is a `ChannelError`; nothing is retried here. */
export function openSender({ channel, token, apiRoot, api, files, log, alarm, linkTo }: SenderOptions): TelegramSender {
  const explain = openFailures(alarm);
  const pictures = openPictures(files, api.upload);
  const keyboards = openReplyKeyboards();
  /** How many parts of a long message have gone out, so that a second try goes on with the next. */
  const gone = new Remembered<string, number>(1000);
  /** What kind a message is, to know without asking what it cannot become: words stay words, and what carries a reply keyboard stays as it is. */
  const kinds = new Remembered<string, Part['kind'] | 'asking'>(20_000);

  /** A picture that is gone from our disk must not hold up the words. */
  async function readable(message: Message): Promise<Message> {
    const { picture, ...words } = message;
    if (picture === undefined) return message;
    try {
      await pictures.find(picture);
      return message;
    } catch (err) {
      log.error({ channel, err }, 'a picture cannot be read; its words go alone');
      return words;
    }
  }

  async function sendParts(call: Call, { address, message, silent = false }: Outgoing, parts: Part[], key: string): Promise<string> {
    let messageId = 0;
    for (const [index, part] of parts.entries()) {
      if (index < (gone.get(key) ?? 0)) continue;
      const isLast = index === parts.length - 1;
      const markup = isLast ? await keyboards.before(address, part.markup, call) : undefined;
      messageId = await showPart(call, pictures, address, part, { silent, markup });
      if (isLast) keyboards.after(address, markup);
      else gone.set(key, index + 1);
    }
    gone.delete(key);
    kinds.set(`${address} ${messageId}`, message.request ? 'asking' : (parts.at(-1)?.kind ?? 'text'));
    return String(messageId);
  }

  /** Whether the shown message could be made into this one. An edit is the same however often it is done, so a lost answer is only "later". */
  async function rewrite(call: Call, { address, message }: Outgoing, replaces: string, parts: Part[]): Promise<boolean> {
    const [part] = parts.filter(({ kind }) => kind !== 'place');
    const known = kinds.get(`${address} ${replaces}`);
    if (!part || parts.length > (message.place ? 2 : 1) || message.request || (known && known !== part.kind)) return false;
    try {
      await keyboards.close(address, call);
      await rewritePart(call, pictures, address, Number(replaces), part);
    } catch (error) {
      if (!(error instanceof TelegramProblem)) throw error;
      if (error.code === 400) return isNotModified(error);
      if (error.code === undefined || error.code >= 500) throw new ChannelError(error.message, 'later', { wholeChannel: error.unsent });
      throw error;
    }
    kinds.set(`${address} ${replaces}`, part.kind);
    return true;
  }

  async function send(outgoing: Outgoing): Promise<{ externalId: string }> {
    const call = within(sendInMs, api.call);
    const { address, replaces, since } = outgoing;
    try {
      const message = await readable(outgoing.message);
      const parts = partsOf(message, linkTo);
      if (parts.length === 0) throw new ChannelError('There is nothing in this message', 'never');
      if (replaces !== undefined && (await rewrite(call, outgoing, replaces, parts))) return { externalId: replaces };
      const externalId = await sendParts(call, outgoing, parts, `${address} ${since} ${digest(message)}`);
      if (replaces !== undefined) await takeAway(call, address, replaces).catch(() => undefined);
      return { externalId };
    } catch (error) {
      throw await explain(error, address);
    }
  }

  return {
    send,
    noticed: (address, messageId, kind) => void kinds.set(`${address} ${messageId}`, kind),
    async remove(address, externalId) {
      try {
        await takeAway(api.call, address, externalId);
      } catch (error) {
        throw await explain(error, address);
      }
    },
    async fetch(file) {
      try {
        return await download(api.call, { apiRoot, token, file });
      } catch (error) {
        throw await explain(error, '');
      }
    },
  };
}

/** Gone already is fine. What is older than two days cannot be deleted; then at least its buttons go. */
async function takeAway(call: Call, address: string, externalId: string): Promise<void> {
  const message = { chat_id: address, message_id: Number(externalId) };
  try {
    await call('deleteMessage', message);
  } catch (error) {
    if (!(error instanceof TelegramProblem) || error.code !== 400) throw error;
    if (/can't be deleted/i.test(error.description)) await call('editMessageReplyMarkup', message).catch(() => undefined);
  }
}

const digest = (message: Message): string => createHash('sha256').update(JSON.stringify(message)).digest('base64url');
