import { dropDraft } from '../../drafts/close-draft.ts';
import { staffDialog } from '../dialog.ts';
import { numberIn } from '../working/numbers.ts';

/** What was forwarded is no order. */
export default staffDialog({
  name: 'draft-drop',
  args: ['draftId'],
  async done(turn) {
    const { tx, by, now, t, answers } = turn;
    const draftId = numberIn(answers, 'draftId');
    await dropDraft(tx, { draftId, by, now });
    turn.say({ text: t.draft.dropped(draftId) });
  },
});
