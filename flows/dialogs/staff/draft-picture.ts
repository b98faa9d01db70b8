import { makeDraft } from '../../drafts/make-draft.ts';
import { staffDialog } from '../dialog.ts';
import { numberIn } from '../working/numbers.ts';
import { draftMessage } from '../working/take-forward.ts';

/** A screenshot that a colleague sent, which nobody can see the author of: a draft to go on from. */
export default staffDialog({
  name: 'draft-picture',
  args: ['photo'],
  async done(turn) {
    const { tx, by, now, shop, answers } = turn;
    const photo = numberIn(answers, 'photo');
    // The same press again is the same draft.
    const { draft } = await makeDraft(tx, {
      author: undefined,
      text: '',
      attachmentId: photo,
      album: `photo:${photo}`,
      country: shop.country,
      by,
      now,
    });
    turn.say(await draftMessage(turn, draft));
  },
});
