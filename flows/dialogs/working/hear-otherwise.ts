import type { Heard } from '../../../notifications/message.ts';
import { findByPhone, findPerhaps } from '../../clients/find-by-phone.ts';
import { noteClient } from '../../clients/note-client.ts';
import { contactPhone } from '../../clients/phone.ts';
import { answerClient } from '../../messages/answer-client.ts';
import { answersAt } from '../../messages/reach.ts';
import { windowIsOpen } from '../../messages/window.ts';
import { attachReadyPhoto } from '../../orders/attach-ready-photo.ts';
import { findMine } from '../../orders/find-orders.ts';
import { noteOrder } from '../../orders/note-order.ts';
import { may } from '../../staff/rights.ts';
import type { StaffTurn } from '../dialog.ts';
import { isPicture } from './is-picture.ts';
import { quoted } from './quoted.ts';
import { findReplyTarget, type ReplyTarget } from './reply-target.ts';
import { sayAnswered, withCalled } from './say-answered.ts';
import { searchFor } from './search-for.ts';
import { takeAsDraft } from './take-forward.ts';

/**
 * What a colleague says that no question reads: a reply to a client's message, in words or as a file, goes to the client, one to a card becomes a note, a picture on a
 * card is the finished cake, one with words or of a stranger's number begins a draft; other words are searched for, unless a question is open. Answers whether the question is to be asked again.
 */
export async function hearOtherwise(turn: StaffTurn): Promise<boolean> {
  const { heard, tx, identity, conversation } = turn;
  const replyTo = heard.kind === 'text' || heard.kind === 'file' ? heard.replyTo : undefined;
  const target = replyTo === undefined ? undefined : await findReplyTarget(tx, identity.id, replyTo);
  if (heard.kind === 'text') await hearText(turn, heard.text.trim(), target);
  else if (isPicture(heard)) await hearPicture(turn, target);
  else if (heard.kind === 'file' && target?.clientId != null) await passFile(turn, target.clientId, target.orderId);
  else if (heard.kind === 'contact' && conversation.dialog === null) await hearContact(turn, heard);
  else sayNotUnderstood(turn);
  return conversation.dialog !== null;
}

async function hearText(turn: StaffTurn, text: string, target: ReplyTarget | undefined): Promise<void> {
  const { tx, by, now, t, conversation } = turn;
  if (!target && conversation.dialog !== null) return turn.say({ text: t.staff.notAnAnswer(quoted(text)) }, { fresh: true });
  if (!target)
    return text.startsWith('#') && !/^#\s*\d+$/u.test(text) ? turn.say({ text: t.staff.noteHow }, { fresh: true }) : searchFor(turn, text);
  const note = text.replace(/^#\s*/u, '');
  const inside = text.startsWith('#') || target.isCard;
  if (inside && note === '') return turn.say({ text: t.staff.noteHow }, { fresh: true });
  if (inside && target.orderId !== null) {
    const called = await noteOrder(tx, { orderId: target.orderId, text: note, by, now });
    return turn.say({ text: withCalled(turn, t.staff.noted(target.orderId), called) }, { fresh: true });
  }
  const { clientId } = target;
  if (clientId === null) return;
  if (inside) {
    const called = await noteClient(tx, { clientId, text: note, by, now });
    return turn.say({ text: withCalled(turn, t.staff.notedInside, called) }, { fresh: true });
  }
  const orderId = target.orderId ?? undefined;
  if (await isOutOfWindow(turn, clientId)) turn.next = { dialog: 'reply', args: [String(clientId), String(orderId), text] };
  else sayAnswered(turn, await answerClient(tx, { clientId, text, orderId, by, now }));
}

/** WhatsApp would drop the words: then the colleague is asked how they shall go. */
async function isOutOfWindow({ tx, now }: StaffTurn, clientId: number): Promise<boolean> {
  const to = await answersAt(tx, clientId);
  return to !== undefined && !(await windowIsOpen(tx, to, now));
}

/** Somebody's number out of the phone's book: who is known is found, of a stranger an order can be made. */
async function hearContact(turn: StaffTurn, heard: Extract<Heard, { kind: 'contact' }>): Promise<void> {
  const { tx, staff, shop } = turn;
  const phone = contactPhone(heard, shop.country) ?? heard.phone;
  const found = (await findByPhone(tx, phone)) ?? (await findPerhaps(tx, phone));
  if (may(staff, 'order.place') && !found) await takeAsDraft(turn, heard);
  else await searchFor(turn, phone);
}

/** A picture for a client goes to the client; one without a card is offered to the colleague's own orders. */
async function hearPicture(turn: StaffTurn, target: ReplyTarget | undefined): Promise<void> {
  const { tx, by, now, t, staff, heard, attachmentId } = turn;
  if (attachmentId !== undefined && target?.isCard && target.orderId !== null) {
    await attachReadyPhoto(tx, { orderId: target.orderId, attachmentId, by, now });
    return turn.say({ text: t.staff.photoKept(target.orderId) }, { fresh: true });
  }
  if (target?.clientId != null) return passFile(turn, target.clientId, target.orderId);
  if (!may(staff, 'order.photo')) return sayNotUnderstood(turn);
  const mine = attachmentId === undefined ? [] : (await findMine(tx, staff.id)).slice(0, 6);
  const buttons = mine.map(({ id }) => [turn.button(t.staff.photoFor(id), 'photo', id, attachmentId ?? 0)]);
  const mayPlace = attachmentId !== undefined && may(staff, 'order.place');
  // What is written under it would be lost; of an album each picture would be asked about.
  if (mayPlace && heard.kind === 'file' && (heard.caption.trim() !== '' || heard.album !== undefined))
    return takeAsDraft(turn, heard, buttons);
  const draft = mayPlace ? [[turn.button(t.draft.fromPicture, 'draft-picture', attachmentId)]] : [];
  const how = mayPlace ? t.staff.photoWhat : t.staff.photoHow;
  turn.say({ text: mine.length > 0 ? t.staff.photoWhose : how, buttons: [...buttons, ...draft] }, { fresh: true });
}

/** A picture, a voice message or a file for the client, with what is written under it. */
async function passFile(turn: StaffTurn, clientId: number, orderId: number | null): Promise<void> {
  const { tx, by, now, heard, attachmentId } = turn;
  const text = heard.kind === 'file' ? heard.caption.trim() : '';
  sayAnswered(turn, await answerClient(tx, { clientId, text, attachmentId, orderId: orderId ?? undefined, by, now }));
}

const sayNotUnderstood = (turn: StaffTurn): void =>
  turn.say({ text: may(turn.staff, 'client.find') ? turn.t.staff.notUnderstood : turn.t.staff.numbersUnderstood }, { fresh: true });
