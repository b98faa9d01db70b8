import { answerClient } from '../../messages/answer-client.ts';
import { staffDialog } from '../dialog.ts';
import { takeHeldWords } from '../working/held-words.ts';
import { numberIn } from '../working/numbers.ts';
import { sayAnswered } from '../working/say-answered.ts';

/** Sends a client what a colleague typed when no question was open for it any more. */
export default staffDialog({
  name: 'send-held',
  args: ['clientId', 'at'],
  async done(turn) {
    const { tx, by, now, answers } = turn;
    const text = takeHeldWords(turn, numberIn(answers, 'at'));
    sayAnswered(turn, await answerClient(tx, { clientId: numberIn(answers, 'clientId'), text, by, now }));
  },
});
