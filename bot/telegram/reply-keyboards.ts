import { Remembered } from '../remembered.ts';
import type { Call } from './api.ts';
import type { Markup } from './parts.ts';

/** Takes care that a keyboard which asked for a number or a place goes away with the next message. */
export interface ReplyKeyboards {
  /** The markup that the next message to this chat has to carry. */
  before(address: string, markup: Markup | undefined, call: Call): Promise<Markup | undefined>;
  after(address: string, markup: Markup | undefined): void;
  /** Takes an open keyboard away when the next thing is an edit, which cannot do it. */
  close(address: string, call: Call): Promise<void>;
}

/**
 * A message with inline buttons cannot take a keyboard away, so a dot goes first and is deleted at once. After a restart nobody knows which
 * chats have one open: there the first message without buttons takes it away, which costs nothing where there is none.
 */
export function openReplyKeyboards(): ReplyKeyboards {
  const open = new Remembered<string, boolean>(10_000);

  async function close(address: string, call: Call): Promise<void> {
    if (!open.get(address)) return;
    const dot = { chat_id: address, text: '…', disable_notification: true, reply_markup: { remove_keyboard: true } as const };
    const { message_id } = await call('sendMessage', dot);
    open.set(address, false);
    await call('deleteMessage', { chat_id: address, message_id }).catch(() => undefined);
  }

  return {
    close,
    async before(address, markup, call) {
      if (markup && 'keyboard' in markup) return markup;
      if (!markup) return open.get(address) === false ? undefined : { remove_keyboard: true };
      await close(address, call);
      return markup;
    },
    after(address, markup) {
      if (markup && 'keyboard' in markup) open.set(address, true);
      if (markup && 'remove_keyboard' in markup) open.set(address, false);
    },
  };
}
