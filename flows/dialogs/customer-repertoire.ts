import { loadFolder } from '../../db/folder.ts';
import type { Heard } from '../../notifications/message.ts';
import { isVisible } from '../clean-text.ts';
import { contactWords } from '../clients/contact-numbers.ts';
import { joinCodeBehind } from '../clients/join-code.ts';
import { keepPhoneNote } from '../clients/keep-phone-note.ts';
import { platformPhone } from '../clients/phone.ts';
import { setContact } from '../clients/set-contact.ts';
import { setSource } from '../clients/set-source.ts';
import { takeOwnPhone } from '../clients/take-own-phone.ts';
import { readContactPhone } from '../clients/typed-phone.ts';
import { sourceBehind } from '../sources/code.ts';
import { everywhere } from '../texts/texts.ts';
import { askPerson, isBeingAsked, promise, shopTexts, waysOn } from './ask-person.ts';
import { noteAway } from './away.ts';
import { cameToJoin } from './came-to-join.ts';
import { correctSaid } from './correct-said.ts';
import { customerMenu } from './customer-menu.ts';
import type { ClientTurn, Dialog } from './dialog.ts';
import type { Repertoire } from './engine.ts';
import { isMoreOfAlbum, mostPhotos, readPicture, takePicture } from './ordering/extra-steps.ts';

/** Every conversation with clients, and what happens to that which fits none. */
export const customerRepertoire = async (): Promise<Repertoire<ClientTurn>> => ({
  dialogs: await loadFolder<Dialog<ClientTurn>>(new URL('./customer/', import.meta.url)),
  home: 'menu',
  operator: 'operator',
  before,
  corrected: (turn) =>
    correctSaid(turn, turn.heard.kind === 'edited' && toneOf(turn.heard.said) === 'words' ? wordsOf(turn, turn.heard.said) : undefined),
  otherwise,
});

/** Whoever shares their own number is known by it from here on. */
async function before(turn: ClientTurn): Promise<false> {
  const { tx, heard, client, now } = turn;
  const phone = heard.kind === 'contact' && heard.proven ? platformPhone(heard.phone) : undefined;
  if (phone !== undefined) turn.become(await takeOwnPhone(tx, { clientId: client.id, phone, now }));
  return false;
}

/** What no question reads goes to a person, and that is said once; a sticker is only smiled at, and thanks are returned unless somebody is being asked. */
async function otherwise(turn: ClientTurn): Promise<boolean> {
  const { heard, conversation, t } = turn;
  if (await cameByLink(turn)) return false;
  const isAsked = conversation.dialog !== null && !conversation.withPerson;
  const tone = toneOf(heard);
  if (heard.kind === 'other' || tone === 'nothing' || (tone === 'smile' && !conversation.withPerson)) {
    if (!conversation.withPerson) turn.say({ text: tone === 'smile' ? t.customer.sticker : t.customer.cannotRead }, { fresh: true });
    return isAsked;
  }
  if (isAsked && takesPicture(turn)) return !isAlbum(heard);
  if (heard.kind === 'contact' && heard.own && (await takesPhone(turn, heard))) return isAsked;
  const text = wordsOf(turn, heard);
  if (text === undefined) return false;

  const wasAsked = await isBeingAsked(turn);
  if (tone === 'thanks' && !wasAsked) {
    turn.say({ text: t.customer.welcome }, { fresh: true });
    return isAsked;
  }
  await askPerson(turn, text);
  const away = isAsked ? 'open' : await noteAway(turn, text);
  if (away === 'first') return sayAway(turn);
  if ((wasAsked || away === 'again') && (conversation.withPerson || isAlbum(heard))) return false;
  if (wasAsked || away === 'again')
    turn.say(isAsked ? { text: t.customer.passedOnToo } : { text: t.customer.passedOnToo, buttons: waysOn(turn) }, { fresh: true });
  if (!isAsked) conversation.withPerson = true;
  if (wasAsked || away === 'again') return isAsked && heard.kind === 'text';
  const message = promise(turn, t.customer.passedOn);
  turn.say(isAsked ? { text: message.text } : message, { fresh: true });
  return isAsked;
}

/** Nobody is here until the shop opens: said once, whoever the client was talking to before. */
function sayAway(turn: ClientTurn): false {
  turn.conversation.withPerson = true;
  turn.say(promise(turn, turn.t.customer.passedOn), { fresh: true });
  return false;
}

/** The greeting that a link of ours wrote for the client, with the source behind it: nothing to ask a person about. */
async function cameByLink(turn: ClientTurn): Promise<boolean> {
  const code = turn.heard.kind === 'text' ? joinCodeBehind(turn.heard.text) : undefined;
  if (code !== undefined) await cameToJoin(turn, code);
  if (code !== undefined) return true;
  const source = turn.heard.kind === 'text' && turn.conversation.dialog === null ? sourceBehind(turn.heard.text) : undefined;
  if (source === undefined) return false;
  await setSource(turn.tx, { clientId: turn.client.id, source });
  turn.say(await customerMenu(turn));
  return true;
}

/** Whether it needs a person: a smile does not, nor do thanks, nor what nobody can read. */
function toneOf(heard: Heard): 'smile' | 'thanks' | 'nothing' | 'words' {
  if (heard.kind === 'other') return heard.what === 'sticker' || heard.what === 'dice' ? 'smile' : 'nothing';
  if (heard.kind !== 'text') return 'words';
  if (!isVisible(heard.text)) return 'nothing';
  if (isThanks(heard.text)) return 'thanks';
  return /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200D|\uFE0F|\s)+$/u.test(heard.text) ? 'smile' : 'words';
}

/** Thanks and nothing else, whatever stands around them. */
const isThanks = (text: string): boolean =>
  everywhere((t) => t.customer.thanks)
    .flat()
    .includes(
      text
        .toLowerCase()
        .replace(/[^\p{L} ]/gu, '')
        .trim(),
    );

/** A picture sent while an order is put together belongs to it, whatever was asked. */
function takesPicture(turn: ClientTurn): boolean {
  if (turn.conversation.dialog !== 'order' || turn.heard.kind !== 'file') return false;
  const picture = readPicture(turn, turn.heard);
  if (!picture) return false;
  const isAnswered = isMoreOfAlbum(turn);
  const { pictureTaken, photosEnough } = turn.t.customer.order;
  const words = takePicture(turn, picture) ? pictureTaken : photosEnough(mostPhotos);
  if (!isAnswered) turn.say({ text: words }, { fresh: true });
  return true;
}

/** Pictures sent together come one by one: one answer is enough. */
const isAlbum = (heard: Heard): boolean => heard.kind === 'file' && heard.album !== undefined;

async function takesPhone(turn: ClientTurn, heard: { phone: string; own: boolean; proven?: boolean }): Promise<boolean> {
  const { tx, client, shop, now, t, say } = turn;
  const read = readContactPhone(heard, shop.country, t);
  if (!read && heard.own) say({ text: t.customer.order.noSuchPhone }, { fresh: true });
  if (!read) return heard.own;
  await setContact(tx, { clientId: client.id, phone: read.phone, confirmedAt: heard.proven ? now : undefined });
  await keepPhoneNote(tx, { clientId: client.id, note: read.note, t });
  say({ text: t.customer.phoneKept }, { fresh: true });
  return true;
}

/** What a colleague is shown; undefined for what is not talk. */
function wordsOf(turn: ClientTurn, heard: Heard): string | undefined {
  const words = shopTexts(turn);
  const from = 'forwardedFrom' in heard && heard.forwardedFrom ? `↪ ${heard.forwardedFrom}: ` : '';
  if (heard.kind === 'text') return from + heard.text;
  if (heard.kind === 'file') return from + [words.sent[heard.file.kind], heard.caption].filter(Boolean).join(': ');
  if (heard.kind === 'place')
    return `${words.sent.place}: ${[heard.title, `${heard.latitude}, ${heard.longitude}`].filter(Boolean).join(' ')}`;
  if (heard.kind === 'contact') return `${words.sent.contact}: ${contactWords(heard)}`;
  return undefined;
}
