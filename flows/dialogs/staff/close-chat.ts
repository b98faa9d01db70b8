import { staffDialog } from '../dialog.ts';
import { giveFloorBack } from '../working/give-floor-back.ts';
import { numberIn } from '../working/numbers.ts';

/** "Done": the colleague gives the floor back. */
export default staffDialog({
  name: 'close-chat',
  args: ['clientId'],
  async done(turn) {
    const { tx, by, now, shop, answers, t } = turn;
    await giveFloorBack(tx, { clientId: numberIn(answers, 'clientId'), by, now, shop });
    turn.toast(t.staff.chatClosed);
  },
});
