import { and, eq } from 'drizzle-orm';
import { attachments, messages } from '../../../db/schema/talk.ts';
import { refuseUnless } from '../../staff/rights.ts';
import { staffDialog } from '../dialog.ts';
import { numberIn } from '../working/numbers.ts';

/** Shows what a client has sent: a picture, a voice message, a file. */
export default staffDialog({
  name: 'sent-file',
  args: ['messageId'],
  async done(turn) {
    const { tx, by, answers, t } = turn;
    await refuseUnless(tx, by, 'client.write');
    const sent = await tx
      .select({ file: attachments.file, failure: attachments.failure })
      .from(messages)
      // By way of the client: that has an index.
      .innerJoin(attachments, and(eq(attachments.clientId, messages.clientId), eq(attachments.messageId, messages.id)))
      .where(eq(messages.id, numberIn(answers, 'messageId')));
    for (const { file, failure } of sent) {
      if (file !== null) turn.say({ text: '', picture: file }, { fresh: true });
      else turn.toast(failure === null ? t.staff.fileComing : t.staff.fileLost);
    }
  },
});
