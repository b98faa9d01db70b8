import { loadFacts } from '../../orders/order-facts.ts';
import { restoreOrder } from '../../orders/restore-order.ts';
import { refuseUnless } from '../../staff/rights.ts';
import { staffDialog, value } from '../dialog.ts';
import { numberIn, textIn } from '../working/numbers.ts';
import { readText } from '../working/read-text.ts';
import { keepCardFresh } from '../working/show-order.ts';

/** Takes a cancelled order back into work; one tap says why. */
export default staffDialog({
  name: 'restore',
  args: ['orderId'],
  async open({ tx, by, answers }) {
    await refuseUnless(tx, by, 'order.restore', await loadFacts(tx, numberIn(answers, 'orderId')));
  },
  steps: {
    reason: {
      first: true,
      ask: ({ t, answers }) => ({
        text: t.staff.whyRestore(numberIn(answers, 'orderId')),
        choices: Object.entries(t.staff.restoreReasons).map(([id, label]) => ({ id, label })),
      }),
      read(turn, answer) {
        if (answer.kind !== 'choice') return readText(turn, answer);
        const label = turn.t.staff.restoreReasons[answer.id];
        return label === undefined ? undefined : value(label);
      },
    },
  },
  async done(turn) {
    const { tx, by, now, shop, answers, t, f } = turn;
    const orderId = numberIn(answers, 'orderId');
    await restoreOrder(tx, { orderId, by, now, shop, reason: textIn(answers, 'reason') });
    const { stage } = await loadFacts(tx, orderId);
    turn.say({ text: t.staff.restored(orderId, f.title(stage.title)) });
    await keepCardFresh(turn, orderId);
  },
});
