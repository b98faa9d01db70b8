import { callerLine } from '../../calls/caller-name.ts';
import { recordingsOf } from '../../calls/find-calls.ts';
import { findCall } from '../../calls/load-call.ts';
import { refuseUnless } from '../../staff/rights.ts';
import { staffDialog } from '../dialog.ts';
import { numberIn } from '../working/numbers.ts';

/** Lets a colleague listen to a recorded call, or to what a caller left for us. */
export default staffDialog({
  name: 'recording',
  args: ['callId'],
  async done(turn) {
    const { tx, by, answers, t, f } = turn;
    await refuseUnless(tx, by, 'client.find');
    const call = await findCall(tx, numberIn(answers, 'callId'));
    const recording = call && (await recordingsOf(tx, [call])).get(call.id);
    if (!call || !recording || recording.failure !== null) return turn.toast(t.calls.noRecording);
    if (recording.file === null) return turn.toast(t.staff.fileComing);
    turn.say({ text: `${await callerLine(tx, call, t)}\n${f.moment(call.startedAt)}`, picture: recording.file }, { fresh: true });
  },
});
