import { staffDialog } from '../dialog.ts';
import { numberIn } from '../working/numbers.ts';
import { openOrder } from '../working/show-order.ts';

/** Opens an order's card by its number. */
export default staffDialog({
  name: 'order',
  opensOn: ['/order'],
  args: ['orderId'],
  done: async (turn) => void (await openOrder(turn, numberIn(turn.answers, 'orderId'))),
});
