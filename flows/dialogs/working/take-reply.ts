import { noteClient } from '../../clients/note-client.ts';
import { answerClient } from '../../messages/answer-client.ts';
import { writtenAs } from '../../messages/correct-answer.ts';
import { answersAt } from '../../messages/reach.ts';
import { windowIsOpen } from '../../messages/window.ts';
import { attachReadyPhoto } from '../../orders/attach-ready-photo.ts';
import { noteOrder } from '../../orders/note-order.ts';
import type { StaffTurn } from '../dialog.ts';
import { isPicture } from './is-picture.ts';
import { findReplyTarget, type ReplyTarget } from './reply-target.ts';
import { sayAnswered, withCalled } from './say-answered.ts';

/**
 * A reply belongs to what it answers, whatever else is asked: words and files to a client's message go to the client, `#…` and words to a card
 * become a note, a picture on a card is the finished cake. The open question stays and is asked again. False when it answers none of these.
 */
export async function takeReply(turn: StaffTurn): Promise<boolean> {
  const { heard, tx, identity, conversation } = turn;
  const replyTo = 'replyTo' in heard ? heard.replyTo : undefined;
  const target = replyTo === undefined ? undefined : await findReplyTarget(tx, identity.id, replyTo);
  if (!target) return false;
  if (heard.kind === 'file') await takeFile(turn, target);
  else await takeWords(turn, wordsOf(heard), target);
  if (conversation.dialog !== null) turn.next ??= 'repeat';
  return true;
}

function wordsOf(heard: StaffTurn['heard']): string {
  if (heard.kind === 'text') return heard.text.trim();
  if (heard.kind === 'place') return [heard.title, `${heard.latitude}, ${heard.longitude}`].filter(Boolean).join(' ');
  return heard.kind === 'contact' ? [heard.name, heard.phone].filter(Boolean).join(' ') : '';
}

async function takeWords(turn: StaffTurn, text: string, target: ReplyTarget): Promise<void> {
  const note = text.replace(/^#\s*/u, '');
  const inside = text.startsWith('#') || target.isCard;
  if (note === '') return turn.say({ text: turn.t.staff.noteHow }, { fresh: true });
  if (inside) await noteInside(turn, note, target);
  else if (target.clientId !== null) await answer(turn, text, target.clientId, target.orderId);
}

async function noteInside(turn: StaffTurn, text: string, { orderId, clientId }: ReplyTarget): Promise<void> {
  const { tx, by, now, t } = turn;
  if (orderId !== null) {
    const called = await noteOrder(tx, { orderId, text, by, now });
    return turn.say({ text: withCalled(turn, t.staff.noted(orderId), called) }, { fresh: true });
  }
  if (clientId === null) return;
  const called = await noteClient(tx, { clientId, text, by, now });
  turn.say({ text: withCalled(turn, t.staff.notedInside, called) }, { fresh: true });
}

async function answer(turn: StaffTurn, text: string, clientId: number, orderId: number | null): Promise<void> {
  const { tx, by, now, identity, heardAs } = turn;
  const key = writtenAs(identity.id, heardAs);
  if (await isOutOfWindow(turn, clientId)) turn.next = { dialog: 'reply', args: [String(clientId), String(orderId), text] };
  else sayAnswered(turn, await answerClient(tx, { clientId, text, orderId: orderId ?? undefined, writtenAs: key, by, now }));
}

/** WhatsApp would drop the words: then the colleague is asked how they shall go. */
async function isOutOfWindow({ tx, now }: StaffTurn, clientId: number): Promise<boolean> {
  const to = await answersAt(tx, clientId);
  return to !== undefined && !(await windowIsOpen(tx, to, now));
}

async function takeFile(turn: StaffTurn, { isCard, orderId, clientId }: ReplyTarget): Promise<void> {
  const { tx, by, now, heard, heardAs, identity, attachmentId, t } = turn;
  if (isCard && orderId !== null && isPicture(heard) && attachmentId !== undefined) {
    await attachReadyPhoto(tx, { orderId, attachmentId, by, now });
    return turn.say({ text: t.staff.photoKept(orderId) }, { fresh: true });
  }
  if (clientId === null) return turn.say({ text: t.staff.notUnderstood }, { fresh: true });
  const text = heard.kind === 'file' ? heard.caption.trim() : '';
  const about = { clientId, orderId: orderId ?? undefined, writtenAs: writtenAs(identity.id, heardAs) };
  sayAnswered(turn, await answerClient(tx, { ...about, text, attachmentId, by, now }));
}
