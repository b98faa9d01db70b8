import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import type { Button, Heard, Message } from '../../notifications/message.ts';
import type { By } from '../events.ts';
import { formatsFor } from '../format.ts';
import { sendMessage } from '../messages/send-message.ts';
import type { Shop } from '../shop.ts';
import { textsIn } from '../texts/texts.ts';
import type { Client, ClientTurn, Conversation, How, Identity, Staff, StaffTurn, Turn } from './dialog.ts';
import { firstPage } from './paging.ts';
import { encodePress } from './press.ts';

interface Scene {
  tx: Tx;
  now: Instant;
  shop: Shop;
  identity: Identity;
  conversation: Conversation;
  heard: Heard;
  heardAs?: string | undefined;
  messageId?: number | undefined;
  attachmentId?: number | undefined;
  numbered?: boolean;
  atMost?: number | undefined;
  greeted?: boolean;
  device?: string | undefined;
}

/** A turn with what it has said so far; `flush` puts the replies on their way. */
export interface OpenTurn<T extends Turn> {
  turn: T;
  /** Writes the replies into the outbox; returns the sentence for the press, if any. */
  flush(): Promise<string | undefined>;
}

export function clientTurn(scene: Scene, client: Client): OpenTurn<ClientTurn> {
  const as = (who: Client) => ({ client: who, by: { kind: 'client', id: who.id } as const });
  const person = { ...as(client), become: (other: Client) => void Object.assign(open.turn, as(other)) };
  const open: OpenTurn<ClientTurn> = openTurn(scene, person.by, client.language, person);
  return open;
}

export function staffTurn(scene: Scene, staff: Staff): OpenTurn<StaffTurn> {
  return openTurn(scene, { kind: 'staff', id: staff.id, door: scene.identity.channel }, staff.language, { staff });
}

function openTurn<Person extends object>(scene: Scene, by: By, language: Turn['language'], person: Person): OpenTurn<Turn & Person> {
  const { tx, now, shop, identity, conversation, heard } = scene;
  const replies: { message: Message; how: How }[] = [];
  let toast: string | undefined;

  const open =
    (keep: boolean) =>
    (label: string, dialog: string, ...args: (string | number)[]): Button => ({
      label,
      data: encodePress({ kind: 'open', dialog, args: args.map(String), keep }, identity.id),
    });
  const turn: Turn & Person = {
    tx,
    now,
    shop,
    language,
    t: textsIn(language),
    f: formatsFor(language, shop),
    identity,
    conversation,
    heard,
    heardAs: scene.heardAs,
    messageId: scene.messageId,
    attachmentId: scene.attachmentId,
    numbered: scene.numbered ?? false,
    greeted: scene.greeted ?? false,
    device: scene.device,
    by,
    answers: conversation.answers,
    next: undefined,
    say: (message, how = {}) => void replies.push({ message, how }),
    toast: (sentence) => {
      toast = sentence;
    },
    button: open(false),
    keptButton: open(true),
    ...person,
  };

  return {
    turn,
    async flush() {
      if (toast && heard.kind !== 'button') replies.unshift({ message: { text: toast }, how: { fresh: true } });
      let replaces = rewritable(heard);
      const clientId = turn.by.kind === 'client' ? turn.by.id : undefined;
      for (const { message: whole, how } of replies) {
        const message = scene.atMost === undefined ? whole : firstPage(whole, { atMost: scene.atMost, how, turn });
        await sendMessage(tx, { to: identity, message, now, clientId, orderId: how.orderId, replaces: how.fresh ? undefined : replaces });
        if (!how.fresh) replaces = undefined;
      }
      const asked = replies.filter(({ how }) => !how.sameMenu);
      const shown = asked.findLast(({ message }) => message.buttons)?.message.buttons?.flat();
      if (shown) conversation.menu = shown.flatMap(({ label, data }) => (data ? [{ label, data }] : []));
      const menu = menuOf(asked.map(({ message }) => message));
      if (scene.numbered && menu.length > 0) conversation.menu = menu;
      conversation.answers = turn.answers;
      return heard.kind === 'button' ? toast : undefined;
    },
  };
}

/** What the numbers of the last shown menu mean. */
const menuOf = (said: Message[]): Conversation['menu'] =>
  (said.findLast(({ buttons }) => buttons?.length)?.buttons ?? []).flat().flatMap(({ label, data }) => (data ? [{ label, data }] : []));

/** The message that a press stood on, unless it is one to keep (its button says so by a capital letter). */
const rewritable = (heard: Heard): string | undefined =>
  heard.kind === 'button' && /^[so]/.test(heard.data) ? heard.messageId : undefined;
