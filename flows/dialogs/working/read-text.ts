import { type Answer, type Read, refuse, type StaffTurn, value } from '../dialog.ts';
import { findReplyTarget } from './reply-target.ts';

const longest = 1000;

/** Reads a typed sentence. A reply to a client's message or to a card is not for this question: it goes where it belongs. */
export async function readText({ tx, t, identity }: StaffTurn, answer: Answer): Promise<Read> {
  if (answer.kind !== 'text') return undefined;
  const text = answer.text.trim();
  if (text.replace(/^#\s*/u, '') === '' || (answer.replyTo && (await findReplyTarget(tx, identity.id, answer.replyTo)))) return undefined;
  return text.length > longest ? refuse(t.staff.tooLong(text.length, longest)) : value(text);
}
