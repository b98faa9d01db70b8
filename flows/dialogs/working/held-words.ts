import type { Button } from '../../../notifications/message.ts';
import { hours } from '../../../notifications/time.ts';
import { Refused } from '../../refused.ts';
import type { StaffTurn } from '../dialog.ts';

const keptFor = hours(12);

/** Keeps words that reached nobody, and answers the button that sends them to a client after all. */
export function holdWords(turn: StaffTurn, text: string, { clientId, label }: { clientId: number; label: string }): Button {
  turn.conversation.recent = { ...turn.conversation.recent, held: { text, at: turn.now } };
  return turn.button(label, 'send-held', clientId, turn.now);
}

/** The words that the button was made for, once. Refuses with `message.gone` when others were kept since. */
export function takeHeldWords({ conversation, now }: StaffTurn, at: number): string {
  const { held, ...recent } = conversation.recent;
  if (!held || held.at !== at || now - held.at > keptFor) throw new Refused('message.gone');
  conversation.recent = recent;
  return held.text;
}
