import { askAllergies } from '../../orders/ask-allergies.ts';
import { staffDialog, value } from '../dialog.ts';
import { numberIn, textIn } from '../working/numbers.ts';
import { readText } from '../working/read-text.ts';

/** A colleague has asked about allergies: none, or what the client named and lets us keep. */
export default staffDialog({
  name: 'allergies',
  args: ['orderId'],
  steps: {
    text: {
      first: true,
      ask: ({ t, answers }) => ({
        text: t.staff.allergiesWhat(numberIn(answers, 'orderId')),
        choices: [{ id: 'none', label: t.staff.allergiesNone }],
      }),
      read: (turn, answer) => (answer.kind === 'choice' ? value('') : readText(turn, answer)),
    },
  },
  async done(turn) {
    const { tx, by, now, answers, t } = turn;
    const orderId = numberIn(answers, 'orderId');
    await askAllergies(tx, { orderId, text: textIn(answers, 'text') || undefined, by, now });
    turn.say({ text: t.staff.allergiesKept(orderId) });
  },
});
