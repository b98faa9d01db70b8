import type { Heard } from '../../../notifications/message.ts';
import { numbersOf } from '../../clients/contact-numbers.ts';
import { findByPhone, findPerhaps } from '../../clients/find-by-phone.ts';
import { findMine } from '../../orders/find-orders.ts';
import { may } from '../../staff/rights.ts';
import type { StaffTurn } from '../dialog.ts';
import { isPicture } from './is-picture.ts';
import { quoted } from './quoted.ts';
import { searchFor } from './search-for.ts';
import { takeAsDraft } from './take-forward.ts';

/**
 * What a colleague says that no question reads and no reply carries: a picture with words or a stranger's number begins a draft; other words
 * are searched for, unless a question is open. Answers whether the question is to be asked again.
 */
export async function hearOtherwise(turn: StaffTurn): Promise<boolean> {
  const { heard, conversation } = turn;
  if (heard.kind === 'text') await hearText(turn, heard.text.trim());
  else if (isPicture(heard)) await hearPicture(turn);
  else if (heard.kind === 'contact' && conversation.dialog === null) await hearContact(turn, heard);
  else sayNotUnderstood(turn);
  return conversation.dialog !== null;
}

async function hearText(turn: StaffTurn, text: string): Promise<void> {
  const { t, conversation } = turn;
  if (conversation.dialog !== null) return turn.say({ text: t.staff.notAnAnswer(quoted(text)) }, { fresh: true });
  const isNote = text.startsWith('#') && !/^#\s*\d+$/u.test(text);
  return isNote ? turn.say({ text: t.staff.noteHow }, { fresh: true }) : searchFor(turn, text);
}

/** Somebody's number out of the phone's book: who is known is found, by any of the card's numbers; of a stranger an order can be made. */
async function hearContact(turn: StaffTurn, heard: Extract<Heard, { kind: 'contact' }>): Promise<void> {
  const { tx, staff, shop, t } = turn;
  const phones = numbersOf(heard, shop.country, t).map(({ phone }) => phone);
  let known: string | undefined;
  for (const phone of phones) if (!known && ((await findByPhone(tx, phone)) ?? (await findPerhaps(tx, phone)))) known = phone;
  if (may(staff, 'order.place') && known === undefined) await takeAsDraft(turn, heard);
  else await searchFor(turn, known ?? phones[0] ?? heard.phone);
}

/** A picture that answers nothing is offered to the colleague's own orders. */
async function hearPicture(turn: StaffTurn): Promise<void> {
  const { tx, t, staff, heard, attachmentId } = turn;
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

const sayNotUnderstood = (turn: StaffTurn): void =>
  turn.say({ text: may(turn.staff, 'client.find') ? turn.t.staff.notUnderstood : turn.t.staff.numbersUnderstood }, { fresh: true });
