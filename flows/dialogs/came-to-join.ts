import { findInviter } from '../clients/spend-join-code.ts';
import { customerMenu } from './customer-menu.ts';
import type { ClientTurn } from './dialog.ts';

/** Somebody opened a link that goes on from another channel: they are asked whether it is theirs; of a link that leads nowhere they are told. */
export async function cameToJoin(turn: ClientTurn, code: string): Promise<void> {
  const { tx, client, now, t } = turn;
  const invited = await findInviter(tx, code, now);
  if (invited && invited.client.id !== client.id) {
    turn.next = { dialog: 'join', args: [code] };
    return;
  }
  const menu = await customerMenu(turn);
  turn.say({ ...menu, text: `${invited ? t.customer.join.already : t.customer.join.late}\n\n${t.customer.whatNext}` });
}
