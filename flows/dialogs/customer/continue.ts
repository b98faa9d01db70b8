import { customerDialog } from '../dialog.ts';

/** Back to the question that was open. */
export default customerDialog({
  name: 'continue',
  label: (t) => t.customer.menu.goOn,
  done(turn) {
    turn.next = 'repeat';
  },
});
