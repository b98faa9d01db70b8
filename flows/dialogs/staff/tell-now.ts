import { refreshCards } from '../../orders/card.ts';
import { tellNow } from '../../orders/move-order.ts';
import { staffDialog } from '../dialog.ts';
import { maybeNumberIn, numberIn } from '../working/numbers.ts';

/** "Tell the client now": no waiting for the time in which the move could be undone. */
export default staffDialog({
  name: 'tell-now',
  args: ['orderId', 'visitId'],
  async done(turn) {
    const { tx, by, now, answers, t } = turn;
    const orderId = numberIn(answers, 'orderId');
    await tellNow(tx, { orderId, visitId: maybeNumberIn(answers, 'visitId'), by, now });
    await refreshCards(tx, orderId, now);
    turn.toast(t.staff.toldNow);
  },
});
