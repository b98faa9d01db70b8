import { customerDialog } from '../dialog.ts';

/** The same order once more: the answers are there, only the day is asked. */
export default customerDialog({
  name: 'repeat',
  args: ['order'],
  done(turn) {
    turn.next = { dialog: 'new-order', args: [String(turn.answers.order)] };
  },
});
