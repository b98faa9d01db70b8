import { getClient } from '../../clients/load-client.ts';
import { showPhone } from '../../clients/phone.ts';
import { findInviter, type Invited, spendJoinCode } from '../../clients/spend-join-code.ts';
import { reachClient } from '../../messages/reach.ts';
import { sendMessage } from '../../messages/send-message.ts';
import { type ClientTurn, customerDialog, value } from '../dialog.ts';
import { saysNo, saysYes } from '../ordering/says.ts';

/** Somebody came by a link from another channel. They are asked who they are first: a link may have been sent to somebody else on purpose. */
export default customerDialog({
  name: 'join',
  args: ['code'],
  leave: (t) => ({ label: t.customer.join.no, said: t.customer.join.stayed }),
  steps: {
    sure: {
      first: true,
      async ask(turn) {
        const invited = await findInviter(turn.tx, codeOf(turn), turn.now);
        return {
          text: invited ? question(turn, invited) : turn.t.customer.join.late,
          choices: [{ id: 'yes', label: turn.t.customer.join.yes }],
        };
      },
      read(_, answer) {
        if (answer.kind !== 'text') return undefined;
        return saysYes(answer.text) ? value('yes') : saysNo(answer.text) ? value('no') : undefined;
      },
    },
  },
  async done(turn) {
    const { tx, client, identity, shop, now, answers, t } = turn;
    if (answers.sure === 'no') return turn.say({ text: t.customer.join.stayed });
    const invited = await findInviter(tx, codeOf(turn), now);
    const before = invited && (await reachClient(tx, invited.client.id));
    const came = await spendJoinCode(tx, { code: codeOf(turn), clientId: client.id, channel: identity.channel, shop, now });
    turn.become(await getClient(tx, client.id));
    const words = came === 'joined' ? t.customer.join.joined : came === 'asked' ? t.customer.join.asked : t.customer.join.late;
    turn.say({ text: words });
    // What was set aside for this question goes on by itself.
    if (turn.conversation.paused.length === 0) turn.next = { dialog: 'menu', args: [] };
    if (came !== 'joined' || !before || before.id === identity.id) return;
    const message = { text: t.customer.join.joinedThere(t.staff.channels[identity.channel] ?? identity.channel) };
    await sendMessage(tx, { to: before, message, clientId: turn.client.id, now });
  },
});

const codeOf = ({ answers }: ClientTurn): string => String(answers.code);

/** Enough to know oneself by, and no more of a phone than its end. */
function question({ t }: ClientTurn, { client, orderId }: Invited): string {
  if (orderId !== undefined) return t.customer.join.isYourOrder(orderId);
  const { name, phone, ordersCount } = client;
  const known = [phone && `…${showPhone(phone).slice(-5)}`, ordersCount > 0 && t.counts.orders(ordersCount)].filter(Boolean);
  return t.customer.join.isItYou(`${name ?? t.nameless}${known.length > 0 ? ` (${known.join(', ')})` : ''}`);
}
