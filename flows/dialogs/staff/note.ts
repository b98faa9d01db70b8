import { noteOrder } from '../../orders/note-order.ts';
import { staffDialog } from '../dialog.ts';
import { numberIn, textIn } from '../working/numbers.ts';
import { readText } from '../working/read-text.ts';
import { withCalled } from '../working/say-answered.ts';

/** A note for colleagues; `@name` tells the one who is named. */
export default staffDialog({
  name: 'note',
  args: ['orderId'],
  steps: {
    text: { first: true, ask: ({ t, answers }) => ({ text: t.staff.noteWhat(numberIn(answers, 'orderId')) }), read: readText },
  },
  async done(turn) {
    const { tx, by, now, answers, t } = turn;
    const orderId = numberIn(answers, 'orderId');
    const called = await noteOrder(tx, { orderId, text: textIn(answers, 'text').replace(/^#\s*/u, ''), by, now });
    turn.say({ text: withCalled(turn, t.staff.noted(orderId), called) });
  },
});
