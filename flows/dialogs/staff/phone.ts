import { showPhone } from '../../clients/phone.ts';
import { readContactPhone, readTypedPhone } from '../../clients/typed-phone.ts';
import { setStaffPhone } from '../../staff/set-phone.ts';
import { refuse, staffDialog, value } from '../dialog.ts';
import { textIn } from '../working/numbers.ts';

/** `/phone`: the colleague's own phone, on which clients are connected. */
export default staffDialog({
  name: 'phone',
  opensOn: ['/phone'],
  steps: {
    number: {
      first: true,
      ask: ({ t, staff }) => ({
        text: t.staff.ownPhone.ask(staff.phone === null ? undefined : showPhone(staff.phone)),
        request: { kind: 'contact', label: t.staff.ownPhone.send },
      }),
      read({ t, shop }, answer) {
        if (answer.kind !== 'contact' && answer.kind !== 'text') return undefined;
        const read = answer.kind === 'contact' ? readContactPhone(answer, shop.country, t) : readTypedPhone(answer.text, shop.country, t);
        return read === undefined ? refuse(t.staff.call.noPhone) : value(read.phone);
      },
    },
  },
  async done(turn) {
    const phone = textIn(turn.answers, 'number');
    await setStaffPhone(turn.tx, { staffId: turn.staff.id, phone });
    turn.say({ text: turn.t.staff.ownPhone.kept(showPhone(phone)) });
  },
});
