import { cancelOrder } from '../../orders/cancel-order.ts';
import { loadFacts } from '../../orders/order-facts.ts';
import { refuseUnless } from '../../staff/rights.ts';
import { staffDialog, value } from '../dialog.ts';
import { numberIn, textIn } from '../working/numbers.ts';
import { readText } from '../working/read-text.ts';

/** Cancels an order; one tap says why, and the month's report ranks the reasons. */
export default staffDialog({
  name: 'cancel',
  args: ['orderId'],
  async open({ tx, by, answers }) {
    await refuseUnless(tx, by, 'order.cancel', await loadFacts(tx, numberIn(answers, 'orderId')));
  },
  steps: {
    reason: {
      first: true,
      ask: ({ t, answers }) => ({
        text: t.staff.whyCancel(numberIn(answers, 'orderId')),
        choices: Object.entries(t.lossReasons.staff).map(([id, label]) => ({ id, label })),
        columns: 2,
      }),
      read: (turn, answer) =>
        answer.kind === 'choice' ? (answer.id in turn.t.lossReasons.staff ? value(answer.id) : undefined) : readText(turn, answer),
    },
  },
  async done(turn) {
    const { tx, by, now, shop, answers, t } = turn;
    const orderId = numberIn(answers, 'orderId');
    await refuseUnless(tx, by, 'order.cancel', await loadFacts(tx, orderId));
    await cancelOrder(tx, { orderId, by, now, shop, reason: textIn(answers, 'reason') });
    turn.say({ text: t.staff.cancelled(orderId) });
  },
});
