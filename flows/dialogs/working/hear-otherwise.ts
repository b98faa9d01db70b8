import { noteClient } from '../../clients/note-client.ts';
import { answerClient } from '../../messages/answer-client.ts';
import { attachReadyPhoto } from '../../orders/attach-ready-photo.ts';
import { findMine } from '../../orders/find-orders.ts';
import { noteOrder } from '../../orders/note-order.ts';
import type { StaffTurn } from '../dialog.ts';
import { findReplyTarget, type ReplyTarget } from './reply-target.ts';
import { sayAnswered } from './say-answered.ts';
import { searchFor } from './search-for.ts';

/**
 * What a colleague says outside of any question: a reply to a client's message goes to the client, one to a card becomes a note, a picture
 * on a card is the finished cake; other words are searched for. Answers whether the present question is to be asked again.
 */
export async function hearOtherwise(turn: StaffTurn): Promise<boolean> {
  const { heard, tx, identity, t, conversation } = turn;
  const replyTo = heard.kind === 'text' || heard.kind === 'file' ? heard.replyTo : undefined;
  const target = replyTo === undefined ? undefined : await findReplyTarget(tx, identity.id, replyTo);
  if (heard.kind === 'text') await hearText(turn, heard.text.trim(), target);
  else if (heard.kind === 'file') await hearFile(turn, target);
  else turn.say({ text: t.staff.notUnderstood }, { fresh: true });
  return conversation.dialog !== null;
}

async function hearText(turn: StaffTurn, text: string, target: ReplyTarget | undefined): Promise<void> {
  const { tx, by, now, t } = turn;
  const inside = text.startsWith('#') || target?.isCard === true;
  const note = text.replace(/^#\s*/u, '');
  if (!target)
    return text.startsWith('#') && !/^#\s*\d+$/u.test(text) ? turn.say({ text: t.staff.noteHow }, { fresh: true }) : searchFor(turn, text);
  if (inside && target.orderId !== null) {
    const named = await noteOrder(tx, { orderId: target.orderId, text: note, by, now });
    return turn.say({ text: t.staff.noted(target.orderId, named) }, { fresh: true });
  }
  if (target.clientId === null) return;
  if (inside)
    return turn.say(
      { text: t.staff.notedInside(await noteClient(tx, { clientId: target.clientId, text: note, by, now })) },
      { fresh: true },
    );
  sayAnswered(turn, await answerClient(tx, { clientId: target.clientId, text, orderId: target.orderId ?? undefined, by, now }));
}

/** A picture without a card: it is offered to the colleague's own orders. */
async function hearFile(turn: StaffTurn, target: ReplyTarget | undefined): Promise<void> {
  const { tx, by, now, t, staff, attachmentId } = turn;
  if (attachmentId !== undefined && target?.isCard && target.orderId !== null) {
    await attachReadyPhoto(tx, { orderId: target.orderId, attachmentId, by, now });
    return turn.say({ text: t.staff.photoKept(target.orderId) }, { fresh: true });
  }
  const mine = attachmentId === undefined ? [] : (await findMine(tx, staff.id)).slice(0, 6);
  const buttons = mine.map(({ id }) => [turn.button(t.staff.photoFor(id), 'photo', id, attachmentId ?? 0)]);
  turn.say({ text: mine.length > 0 ? t.staff.photoWhose : t.staff.photoHow, buttons }, { fresh: true });
}
