import { findMine } from '../../orders/find-orders.ts';
import { staffDialog } from '../dialog.ts';
import { menuRow, orderButtons } from '../working/order-list.ts';

/** A colleague's own open orders. */
export default staffDialog({
  name: 'mine',
  opensOn: ['/mine'],
  label: (t) => t.staff.menu.mine,
  async done(turn) {
    const { tx, t, staff } = turn;
    const found = await findMine(tx, staff.id);
    turn.say({
      text: found.length === 0 ? t.staff.noneMine : t.staff.mineAre(found.length),
      buttons: [...(await orderButtons(turn, found)), menuRow(turn)],
    });
  },
});
