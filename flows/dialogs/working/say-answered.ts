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
