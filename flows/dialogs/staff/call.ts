import { callClient } from '../../calls/call-client.ts';
import { showPhone } from '../../clients/phone.ts';
import { staffDialog } from '../dialog.ts';
import { maybeNumberIn, numberIn } from '../working/numbers.ts';

/** Calls a client: the colleague's own phone rings first. */
export default staffDialog({
  name: 'call',
  args: ['clientId', 'orderId'],
  async done(turn) {
    const { tx, by, shop, now, answers, staff, t } = turn;
    await callClient(tx, { clientId: numberIn(answers, 'clientId'), orderId: maybeNumberIn(answers, 'orderId'), by, shop, now });
    turn.toast(t.calls.ringingYou(showPhone(staff.phone ?? '')));
  },
});
