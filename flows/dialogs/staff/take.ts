import { takeOrder } from '../../orders/take-order.ts';
import { isPart } from '../../staff/parts.ts';
import { staffDialog } from '../dialog.ts';
import { numberIn } from '../working/numbers.ts';
import { keepCardFresh } from '../working/show-order.ts';

/** "Take": of two who press at once one gets the order, the other sees who. */
export default staffDialog({
  name: 'take',
  args: ['orderId', 'part'],
  async done(turn) {
    const { tx, by, now, answers, t } = turn;
    const orderId = numberIn(answers, 'orderId');
    await takeOrder(tx, { orderId, part: isPart(answers.part) ? answers.part : undefined, by, now });
    turn.toast(t.staff.taken(orderId));
    await keepCardFresh(turn, orderId);
  },
});
