import { panelLink } from '../../staff/doors.ts';
import { addCode } from '../../staff/invite-staff.ts';
import { refuseUnless } from '../../staff/rights.ts';
import { staffDialog } from '../dialog.ts';

/** `/panel`: a one-time link to a login of one's own; also the way back in for who forgot the password. */
export default staffDialog({
  name: 'panel',
  opensOn: ['/panel'],
  async done(turn) {
    const { tx, by, staff, now, t } = turn;
    await refuseUnless(tx, by, 'panel.enter');
    const link = await panelLink(tx, await addCode(tx, staff.id, now, 'panel'));
    turn.say({ text: link === undefined ? t.staff.panelNowhere : t.staff.panelLink(link) });
  },
});
