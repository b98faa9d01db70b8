import type { Called } from '../../staff/ping-named.ts';
import type { Client, Identity, StaffTurn } from '../dialog.ts';

/** Says that the client gets it and where, with the button that gives the floor back. */
export function sayAnswered(turn: StaffTurn, { client, to }: { client: Client; to: Identity }): void {
  const { t } = turn;
  const text = t.staff.answered(client.name ?? t.card.byClient, t.staff.channels[to.channel] ?? to.channel);
  turn.say(
    { text, buttons: [[turn.button(t.notice.doneChat, 'close-chat', client.id), turn.keptButton(t.staff.more, 'reply', client.id)]] },
    { fresh: true },
  );
}

/** A sentence about a note, and whom it called; a name that nobody bears is said too. */
export const withCalled = ({ t }: StaffTurn, sentence: string, { told, unknown }: Called): string =>
  `${sentence}${told.length > 0 ? t.staff.called(told.map(({ name }) => name)) : ''}${unknown.length > 0 ? t.staff.notCalled(unknown) : ''}`;
