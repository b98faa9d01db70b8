import { moveOrder } from '../../orders/move-order.ts';
import { loadFacts } from '../../orders/order-facts.ts';
import { staffDialog, value } from '../dialog.ts';
import { numberIn, textIn } from '../working/numbers.ts';
import { readText } from '../working/read-text.ts';

/** The way back: one tap of why, or the colleague's own words. */
export default staffDialog({
  name: 'move-back',
  args: ['orderId', 'to', 'visitId'],
  steps: {
    reason: {
      first: true,
      ask: ({ t, answers }) => ({
        text: t.staff.whyBack(numberIn(answers, 'orderId')),
        choices: Object.entries(t.staff.backReasons).map(([id, label]) => ({ id, label })),
      }),
      read(turn, answer) {
        if (answer.kind !== 'choice') return readText(turn, answer);
        const label = turn.t.staff.backReasons[answer.id];
        return label === undefined ? undefined : value(label);
      },
    },
  },
  async done(turn) {
    const { tx, by, now, shop, answers, t, f } = turn;
    const orderId = numberIn(answers, 'orderId');
    const to = numberIn(answers, 'to');
    await moveOrder(tx, { orderId, to, visitId: numberIn(answers, 'visitId'), by, now, shop, reason: textIn(answers, 'reason') });
    const { stage } = await loadFacts(tx, orderId);
    turn.say({ text: t.staff.movedBack(orderId, f.title(stage.title)) });
  },
});
