import { loadFacts } from '../../orders/order-facts.ts';
import { undoMove } from '../../orders/undo-move.ts';
import { staffDialog } from '../dialog.ts';
import { maybeNumberIn, numberIn } from '../working/numbers.ts';

/** "Undo": the order stands where it stood and the client hears nothing. */
export default staffDialog({
  name: 'undo',
  args: ['orderId', 'visitId'],
  async done(turn) {
    const { tx, by, now, shop, answers, t, f } = turn;
    const orderId = numberIn(answers, 'orderId');
    const undone = await undoMove(tx, { orderId, visitId: maybeNumberIn(answers, 'visitId'), by, now, shop });
    if (!undone) return;
    const { stage } = await loadFacts(tx, orderId);
    turn.toast(t.staff.undone(orderId, f.title(stage.title)));
  },
});
