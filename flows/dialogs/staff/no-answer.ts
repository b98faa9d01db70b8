import { noAnswer } from '../../orders/no-answer.ts';
import { staffDialog } from '../dialog.ts';
import { numberIn } from '../working/numbers.ts';

/** "No answer": the card comes back by itself in two hours. */
export default staffDialog({
  name: 'no-answer',
  args: ['orderId'],
  async done(turn) {
    const { tx, by, now, shop, answers, t, f } = turn;
    const until = await noAnswer(tx, { orderId: numberIn(answers, 'orderId'), by, now, shop });
    turn.toast(t.staff.tryAgain(f.time(until)));
  },
});
