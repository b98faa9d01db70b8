import { findPictures } from '../../orders/card/facts.ts';
import { loadFacts } from '../../orders/order-facts.ts';
import { refuseUnless } from '../../staff/rights.ts';
import { staffDialog } from '../dialog.ts';
import { numberIn } from '../working/numbers.ts';

const most = 10;

/** All pictures of an order: the card itself has room for one. */
export default staffDialog({
  name: 'pictures',
  args: ['orderId'],
  async done(turn) {
    const { tx, by, answers, t } = turn;
    const orderId = numberIn(answers, 'orderId');
    await refuseUnless(tx, by, 'order.photo', await loadFacts(tx, orderId));
    for (const { purpose, file } of (await findPictures(tx, orderId)).slice(0, most))
      turn.say({ text: t.card.picture[purpose](orderId), picture: file }, { fresh: true });
  },
});
