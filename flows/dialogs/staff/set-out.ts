import { setOut } from '../../orders/set-out.ts';
import { staffDialog } from '../dialog.ts';
import { numberIn } from '../working/numbers.ts';

/** "I have set out": the client hears that the order is on its way. */
export default staffDialog({
  name: 'set-out',
  args: ['orderId'],
  async done(turn) {
    const { tx, by, now, answers, t } = turn;
    const orderId = numberIn(answers, 'orderId');
    await setOut(tx, { orderId, by, now });
    turn.toast(t.staff.setOut(orderId));
  },
});
