import { findPool } from '../../orders/find-orders.ts';
import { refuseUnless } from '../../staff/rights.ts';
import { staffDialog } from '../dialog.ts';
import { menuRow, orderButtons } from '../working/order-list.ts';

/** Orders that wait for somebody to take them. */
export default staffDialog({
  name: 'pool',
  opensOn: ['/pool'],
  label: (t) => t.staff.menu.pool,
  async done(turn) {
    const { tx, by, t, staff } = turn;
    await refuseUnless(tx, by, 'order.take');
    const found = await findPool(tx, staff);
    turn.say({
      text: found.length === 0 ? t.staff.poolEmpty : t.staff.poolHas(found.length),
      buttons: [...(await orderButtons(turn, found)), menuRow(turn)],
    });
  },
});
