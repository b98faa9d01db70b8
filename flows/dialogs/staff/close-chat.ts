import { closeChat } from '../../messages/close-chat.ts';
import { customerRepertoire } from '../customer-repertoire.ts';
import { staffDialog } from '../dialog.ts';
import { repeatQuestion } from '../engine.ts';
import { saveConversation } from '../hear.ts';
import { clientTurn } from '../turn.ts';
import { numberIn } from '../working/numbers.ts';

/** "Done": the colleague gives the floor back, and the client's conversation goes on where it stopped. */
export default staffDialog({
  name: 'close-chat',
  args: ['clientId'],
  async done(turn) {
    const { tx, by, now, shop, answers, t } = turn;
    const closed = await closeChat(tx, { clientId: numberIn(answers, 'clientId'), by, now });
    for (const { identity, conversation, client } of closed) {
      const open = clientTurn({ tx, now, shop, identity, conversation, heard: { kind: 'other', what: 'floor' } }, client);
      await repeatQuestion(open.turn, await customerRepertoire());
      await open.flush();
      // The client has said nothing: when they were last heard stays.
      await saveConversation(tx, conversation, conversation.updatedAt);
    }
    turn.toast(t.staff.chatClosed);
  },
});
