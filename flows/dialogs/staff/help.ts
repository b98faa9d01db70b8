import { may } from '../../staff/rights.ts';
import { staffDialog } from '../dialog.ts';
import { menuRow } from '../working/order-list.ts';

/** What a colleague in this role can do, in one screen. */
export default staffDialog({
  name: 'help',
  opensOn: ['/help'],
  label: (t) => t.staff.menu.help,
  done(turn) {
    const { t, staff } = turn;
    const office = may(staff, 'client.find');
    turn.say({
      text: [t.staff.help.all, ...(office ? [t.staff.help.office] : [t.staff.help.others])].join('\n\n'),
      buttons: [menuRow(turn)],
    });
  },
});
