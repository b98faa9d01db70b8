import { setShift } from '../../staff/set-shift.ts';
import { staffDialog } from '../dialog.ts';
import { menuRow } from '../working/order-list.ts';

/** On shift, off shift: orders are given only to those who are there. */
export default staffDialog({
  name: 'shift',
  opensOn: ['/shift'],
  label: (t) => t.staff.menu.shift,
  args: ['to'],
  async done(turn) {
    const { tx, now, staff, answers, t } = turn;
    if (answers.to === undefined) {
      const to = staff.onShift ? 'off' : 'on';
      return turn.say({
        text: t.staff.shiftState(staff.onShift),
        buttons: [[turn.button(t.staff.shiftChange(staff.onShift), 'shift', to)], menuRow(turn)],
      });
    }
    const onShift = answers.to === 'on';
    await setShift(tx, { staffId: staff.id, onShift, now });
    turn.say({
      text: t.staff.shiftState(onShift),
      buttons: [[turn.button(t.staff.shiftChange(onShift), 'shift', onShift ? 'off' : 'on')], menuRow(turn)],
    });
  },
});
