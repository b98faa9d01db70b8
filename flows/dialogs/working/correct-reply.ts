import { correctAnswer, findAnswer, writtenAs } from '../../messages/correct-answer.ts';
import { isFinal } from '../../messages/rewrite-message.ts';
import type { StaffTurn } from '../dialog.ts';
import { holdWords } from './held-words.ts';

/** A colleague has changed what they answered a client: so does the client's message, or it is said that it cannot. Of anything else nothing comes. */
export async function correctReply(turn: StaffTurn): Promise<void> {
  const { tx, heard, heardAs, identity, by, now, t } = turn;
  if (heard.kind !== 'edited') return;
  const answer = await findAnswer(tx, writtenAs(identity.id, heardAs));
  if (!answer || answer.clientId === null) return;
  const text = (heard.said.kind === 'text' ? heard.said.text : heard.said.caption).trim();
  if (text.startsWith('#')) return turn.say({ text: t.staff.noNoteAnyMore }, { fresh: true });
  if (isFinal(answer.channel)) {
    const buttons = [[holdWords(turn, text, { clientId: answer.clientId, label: t.staff.sendAnew })]];
    return turn.say({ text: t.staff.answerIsFinal(t.staff.channels[answer.channel] ?? answer.channel), buttons }, { fresh: true });
  }
  await correctAnswer(tx, { answer, text, by, now });
  turn.say({ text: t.staff.answerCorrected }, { fresh: true });
}
