import { answerSignIn } from '../../staff/confirm-sign-in.ts';
import { staffDialog } from '../dialog.ts';
import { textIn } from '../working/numbers.ts';

/** "It is me" or "Not me": the second step of signing in to the panel. */
export default staffDialog({
  name: 'panel-sign-in',
  args: ['answer', 'session'],
  async done(turn) {
    const { tx, staff, answers, now, t } = turn;
    const yes = textIn(answers, 'answer') === 'yes';
    const result = await answerSignIn(tx, { session: textIn(answers, 'session'), staffId: staff.id, yes, now });
    turn.say({ text: result === undefined ? t.staff.signIn.gone : result === 'let-in' ? t.staff.signIn.letIn : t.staff.signIn.ended });
  },
});
