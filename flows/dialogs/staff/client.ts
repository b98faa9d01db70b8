import { bold } from '../../../notifications/message.ts';
import { findLine } from '../../calls/phone-line.ts';
import { findDuplicates } from '../../clients/find-duplicates.ts';
import { findClient } from '../../clients/load-client.ts';
import { showPhone } from '../../clients/phone.ts';
import { reachClient } from '../../messages/reach.ts';
import { findClientOrders } from '../../orders/find-client-orders.ts';
import { Refused } from '../../refused.ts';
import { refuseUnless } from '../../staff/rights.ts';
import { staffDialog } from '../dialog.ts';
import { numberIn } from '../working/numbers.ts';
import { orderButtons } from '../working/order-list.ts';

/** A client at a glance: who it is, the orders, and what can be done now. */
export default staffDialog({
  name: 'client',
  args: ['clientId'],
  async done(turn) {
    const { tx, by, answers, t, f } = turn;
    await refuseUnless(tx, by, 'client.find');
    const client = await findClient(tx, numberIn(answers, 'clientId'));
    if (!client) throw new Refused('client.not-found');
    const same = await findDuplicates(tx, client);
    const { open, closed } = await findClientOrders(tx, client.id);
    const orders = [...open, ...closed].map(({ order }) => order).slice(0, 6);
    const canCall = client.phone !== null && (await findLine(tx)) !== undefined;
    turn.say({
      text: [
        bold(client.name ?? t.calls.noName),
        client.phone === null ? undefined : showPhone(client.phone),
        t.calls.ordersOf(client.ordersCount, f.money(client.ordersSum)),
        same.length > 0 && t.staff.perhapsSame,
      ]
        .filter(Boolean)
        .join('\n'),
      buttons: [
        ...same.map(({ client: other }) => [
          turn.keptButton(`👤 ${other.name ?? t.calls.noName} · ${t.counts.orders(other.ordersCount)}`, 'client', other.id),
        ]),
        ...(await orderButtons(turn, orders)),
        [
          turn.keptButton(t.notice.newOrder, 'new-order', client.id),
          ...(canCall ? [turn.keptButton(t.notice.call, 'call', client.id)] : []),
        ],
        ...((await reachClient(tx, client.id)) ? [[turn.keptButton(t.card.write, 'reply', client.id)]] : []),
      ],
    });
  },
});
