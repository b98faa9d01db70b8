import { loadFolder } from '../../db/folder.ts';
import type { Heard } from '../../notifications/message.ts';
import { cleanPhone } from '../clients/phone.ts';
import { setContact } from '../clients/set-contact.ts';
import { askPerson, isBeingAsked, promise, shopTexts } from './ask-person.ts';
import type { ClientTurn, Dialog } from './dialog.ts';
import type { Repertoire } from './engine.ts';
import { readPicture, takePicture } from './ordering/extra-steps.ts';

/** Every conversation with clients, and what happens to that which fits none. */
export const customerRepertoire = async (): Promise<Repertoire<ClientTurn>> => ({
  dialogs: await loadFolder<Dialog<ClientTurn>>(new URL('./customer/', import.meta.url)),
  home: 'menu',
  operator: 'operator',
  otherwise,
});

/** What no question reads goes to a person, and that is said once; a sticker is only smiled at. */
async function otherwise(turn: ClientTurn): Promise<boolean> {
  const { heard, conversation, t } = turn;
  const isAsked = conversation.dialog !== null && !conversation.withPerson;
  if (heard.kind === 'other') {
    if (!conversation.withPerson) turn.say({ text: t.customer.sticker }, { fresh: true });
    return isAsked;
  }
  if (isAsked && takesPicture(turn)) return true;
  if (heard.kind === 'contact' && heard.own && (await takesPhone(turn, heard.phone))) return isAsked;
  const text = wordsOf(turn, heard);
  if (text === undefined) return false;

  const wasAsked = await isBeingAsked(turn);
  await askPerson(turn, text);
  if (wasAsked) return isAsked && heard.kind === 'text';
  if (!isAsked) conversation.withPerson = true;
  const message = promise(turn, t.customer.passedOn);
  turn.say(isAsked ? { text: message.text } : message, { fresh: true });
  return isAsked;
}

/** A picture sent while an order is put together belongs to it, whatever was asked. */
function takesPicture(turn: ClientTurn): boolean {
  if (turn.conversation.dialog !== 'order' || turn.heard.kind !== 'file') return false;
  const picture = readPicture(turn, turn.heard);
  if (!picture) return false;
  takePicture(turn, picture);
  turn.say({ text: turn.t.customer.order.pictureTaken }, { fresh: true });
  return true;
}

async function takesPhone({ tx, client, shop, t, say }: ClientTurn, given: string): Promise<boolean> {
  const phone = cleanPhone(given, shop.country) ?? cleanPhone(`+${given}`, shop.country);
  if (!phone) return false;
  await setContact(tx, { clientId: client.id, phone });
  say({ text: t.customer.phoneKept }, { fresh: true });
  return true;
}

/** What a colleague is shown; undefined for what is not talk. */
function wordsOf(turn: ClientTurn, heard: Heard): string | undefined {
  const words = shopTexts(turn);
  if (heard.kind === 'text') return heard.text;
  if (heard.kind === 'file') return [words.sent[heard.file.kind], heard.caption].filter(Boolean).join(': ');
  if (heard.kind === 'place') return `${words.sent.place}: ${heard.title ?? ''} ${heard.latitude}, ${heard.longitude}`;
  if (heard.kind === 'contact') return `${words.sent.contact}: ${heard.name ?? ''} ${heard.phone}`;
  return undefined;
}
