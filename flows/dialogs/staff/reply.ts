import { getClient } from '../../clients/load-client.ts';
import { noteClient } from '../../clients/note-client.ts';
import { answerClient } from '../../messages/answer-client.ts';
import { closedWayIn, closedWays } from '../../messages/closed-ways.ts';
import { writtenAs } from '../../messages/correct-answer.ts';
import { answersAt } from '../../messages/reach.ts';
import { Refused } from '../../refused.ts';
import { refuseUnless } from '../../staff/rights.ts';
import { type StaffTurn, staffDialog, value } from '../dialog.ts';
import { maybeNumberIn, numberIn, textIn } from '../working/numbers.ts';
import { readText } from '../working/read-text.ts';
import { sayAnswered, withCalled } from '../working/say-answered.ts';

/** Writes to a client as the shop. What begins with `#` stays inside. */
export default staffDialog({
  name: 'reply',
  args: ['clientId', 'orderId', 'text'],
  async open({ tx, by, answers }) {
    await refuseUnless(tx, by, 'client.write');
    if (!(await answersAt(tx, numberIn(answers, 'clientId')))) throw new Refused('client.unreachable');
  },
  steps: {
    text: {
      first: true,
      async ask({ tx, t, answers }) {
        const client = await getClient(tx, numberIn(answers, 'clientId'));
        return { text: t.staff.replyWhat(client.name ?? t.card.byClient, maybeNumberIn(answers, 'orderId')) };
      },
      read: (turn, answer) => (answer.kind === 'file' ? value(answer.caption.trim()) : readText(turn, answer)),
    },
    /** Rather asked than a tick that lies: WhatsApp would drop the words. */
    way: {
      when: async (turn) => !textIn(turn.answers, 'text').startsWith('#') && (await waysOf(turn)) !== undefined,
      async ask(turn) {
        const { windowClosed, noWay, ways } = turn.t.whatsapp;
        const open = (await waysOf(turn)) ?? [];
        return { text: open.length > 0 ? windowClosed : noWay, choices: open.map((id) => ({ id, label: ways[id] })) };
      },
    },
  },
  async done(turn) {
    const { tx, by, now, answers, attachmentId, t } = turn;
    const clientId = numberIn(answers, 'clientId');
    const text = textIn(answers, 'text');
    if (text.startsWith('#')) {
      const called = await noteClient(tx, { clientId, text: text.replace(/^#\s*/u, ''), by, now });
      return turn.say({ text: withCalled(turn, t.staff.notedInside, called) });
    }
    const orderId = maybeNumberIn(answers, 'orderId');
    const way = closedWayIn(answers.way);
    sayAnswered(
      turn,
      await answerClient(tx, { clientId, text, attachmentId, orderId, way, writtenAs: writtenAs(turn.identity.id, turn.heardAs), by, now }),
    );
  },
});

const waysOf = ({ tx, now, answers }: StaffTurn) => closedWays(tx, numberIn(answers, 'clientId'), now);
