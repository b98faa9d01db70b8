import { type Answer, type Read, refuse, type StaffTurn, value } from '../dialog.ts';

const longest = 1000;

/** Reads a typed sentence. */
export function readText({ t }: StaffTurn, answer: Answer): Read {
  if (answer.kind !== 'text') return undefined;
  const text = answer.text.trim();
  if (text.replace(/^#\s*/u, '') === '') return undefined;
  return text.length > longest ? refuse(t.staff.tooLong(text.length, longest)) : value(text);
}
