import { type Channel, type ChannelFile, channel, type Doors } from '../../../bot/channel.ts';
import { ChannelError } from '../../../notifications/channel-error.ts';
import type { Heard, Message } from '../../../notifications/message.ts';

/** What stands in a chat now. */
export interface Shown {
  id: string;
  message: Message;
  /** It may have been there already: it came without a sound. */
  silent: boolean;
}

/** What can happen to a call over the network: nothing, or an error before or after its effect. */
export type Network = (effect: () => void) => void;

/** A messenger in memory, as a channel of Anna's: what was sent is in its chats, and who acts in a chat is heard. */
export interface Messenger {
  file: ChannelFile;
  chat(address: string): Shown[];
  /** How many new messages (not rewritings) were sent to an address with this text. */
  copies(address: string, text: string): number;
  /** The newest button in the chat that fits, as the press that it is. */
  findButton(address: string, fits: (label: string) => boolean): { label: string; heard: Heard } | undefined;
  /** Leads an update in; resolves when it is committed. */
  brings(address: string, externalId: string, heard: Heard, name: string): Promise<void>;
  /** What stands in the chats, to come back to it later. */
  save(): Chats;
  restore(chats: Chats): void;
}

export type Chats = ReadonlyMap<string, Chat>;

interface Chat {
  shown: Map<string, Shown>;
  sent: Map<string, number>;
  nextId: number;
}

export function openMessenger(name: string, audience: ChannelFile['audience'], network: Network = (effect) => effect()): Messenger {
  let chats = new Map<string, Chat>();
  let open: Doors | undefined;

  const chatOf = (address: string): Chat => {
    const chat = chats.get(address) ?? { shown: new Map(), sent: new Map(), nextId: 1 };
    chats.set(address, chat);
    return chat;
  };

  const send: Channel['send'] = async ({ address, message, replaces, silent = false }) => {
    const chat = chatOf(address);
    let id = replaces !== undefined && chat.shown.has(replaces) ? replaces : undefined;
    network(() => {
      if (id === undefined) {
        id = String(chat.nextId++);
        chat.sent.set(message.text, (chat.sent.get(message.text) ?? 0) + 1);
      }
      chat.shown.set(id, { id, message, silent });
    });
    if (id === undefined) throw new ChannelError('nothing was sent', 'later');
    return { externalId: id };
  };

  const file = channel({
    name,
    needs: [],
    audience,
    open(doors) {
      open = doors;
      return {
        name,
        perSecond: 1_000_000,
        send,
        async remove(address, externalId) {
          network(() => void chatOf(address).shown.delete(externalId));
        },
        fetch: async () => new Uint8Array([1]),
        start: async () => undefined,
        stop: async () => undefined,
      };
    },
  });

  const doors = (): Doors => {
    if (!open) throw new Error(`The channel ${name} was not opened`);
    return open;
  };

  return {
    file,
    chat: (address) => [...chatOf(address).shown.values()],
    copies: (address, text) => chatOf(address).sent.get(text) ?? 0,
    findButton(address, fits) {
      for (const { id, message } of [...chatOf(address).shown.values()].reverse()) {
        const button = message.buttons?.flat().find(({ label, data }) => data !== undefined && fits(label));
        if (button?.data !== undefined) return { label: button.label, heard: { kind: 'button', data: button.data, messageId: id } };
      }
      return undefined;
    },
    save: () => structuredClone(chats),
    restore: (saved) => {
      chats = new Map(structuredClone(saved));
    },
    async brings(address, externalId, heard, personName) {
      const { receive, now } = doors();
      await receive({ channel: name, address, externalId, at: now(), heard, name: personName, language: 'en' });
    },
  };
}
