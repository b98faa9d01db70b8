import { typedNumber } from '../../orders/typed-number.ts';
import { staffDialog } from '../dialog.ts';
import { textIn } from '../working/numbers.ts';
import { menuRow } from '../working/order-list.ts';
import { openOrder } from '../working/show-order.ts';

/** Opens an order's card by its number: `/order 41`, `/order №41`. */
export default staffDialog({
  name: 'order',
  opensOn: ['/order'],
  args: ['orderId'],
  async done(turn) {
    const number = typedNumber(textIn(turn.answers, 'orderId'));
    if (number === undefined) return turn.say({ text: turn.t.staff.findByNumber, buttons: [menuRow(turn)] });
    await openOrder(turn, number);
  },
});
