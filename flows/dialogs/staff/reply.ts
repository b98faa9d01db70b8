import { noteClient } from '../../clients/note-client.ts';
import { answerClient } from '../../messages/answer-client.ts';
import { refuseUnless } from '../../staff/rights.ts';
import { staffDialog } from '../dialog.ts';
import { maybeNumberIn, numberIn, textIn } from '../working/numbers.ts';
import { readText } from '../working/read-text.ts';
import { sayAnswered } from '../working/say-answered.ts';

/** Writes to a client as the shop. What begins with `#` stays inside. */
export default staffDialog({
  name: 'reply',
  args: ['clientId', 'orderId'],
  open: async ({ tx, by }) => void (await refuseUnless(tx, by, 'client.write')),
  steps: {
    text: { first: true, ask: ({ t }) => ({ text: t.staff.replyWhat }), read: readText },
  },
  async done(turn) {
    const { tx, by, now, answers, t } = turn;
    const clientId = numberIn(answers, 'clientId');
    const text = textIn(answers, 'text');
    if (text.startsWith('#')) {
      const named = await noteClient(tx, { clientId, text: text.replace(/^#\s*/u, ''), by, now });
      return turn.say({ text: t.staff.notedInside(named) });
    }
    sayAnswered(turn, await answerClient(tx, { clientId, text, orderId: maybeNumberIn(answers, 'orderId'), by, now }));
  },
});
