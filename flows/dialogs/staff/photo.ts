import { attachReadyPhoto } from '../../orders/attach-ready-photo.ts';
import { refuse, staffDialog, value } from '../dialog.ts';
import { isPicture } from '../working/is-picture.ts';
import { maybeNumberIn, numberIn } from '../working/numbers.ts';

/** The picture of the finished cake. */
export default staffDialog({
  name: 'photo',
  args: ['orderId', 'photo'],
  steps: {
    photo: {
      first: true,
      ask: ({ t, answers }) => ({ text: t.staff.photoWanted(numberIn(answers, 'orderId')) }),
      read({ attachmentId, t }, answer) {
        if (answer.kind === 'text') return undefined;
        return isPicture(answer) && attachmentId !== undefined ? value(attachmentId) : refuse(t.refused['photo.missing']());
      },
    },
  },
  async done(turn) {
    const { tx, by, now, answers, t } = turn;
    const orderId = numberIn(answers, 'orderId');
    await attachReadyPhoto(tx, { orderId, attachmentId: maybeNumberIn(answers, 'photo') ?? 0, by, now });
    turn.say({ text: t.staff.photoKept(orderId) });
  },
});
