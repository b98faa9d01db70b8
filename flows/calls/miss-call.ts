import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { nextOpening } from '../../notifications/time.ts';
import { record } from '../events.ts';
import { formatsFor } from '../format.ts';
import { notifyStaff } from '../messages/notify-staff.ts';
import type { Shop } from '../shop.ts';
import { textsIn } from '../texts/texts.ts';
import { addCallBack } from './call-back-task.ts';
import { callerLine } from './caller-name.ts';
import { type Call, moveCall } from './load-call.ts';
import { aboutCall } from './show-caller.ts';
import { whomToTell } from './whom-to-ring.ts';

/** Nobody took a client's call: it becomes the task to call back, and managers hear of it (when the shop opens, if it is closed). */
export async function missCall(tx: Tx, { call, shop, now }: { call: Call; shop: Shop; now: Instant }): Promise<void> {
  const missed = await moveCall(tx, call, 'missed', { endedAt: now });
  if (!missed) return;
  const { id: callId, clientId, orderId } = missed;
  await record(tx, { type: 'call.missed', callId, clientId, orderId }, { kind: 'system' }, now);
  const taskId = await addCallBack(tx, { call: missed, shop, now });
  for (const { id: staffId, language } of await whomToTell(tx, missed, [])) {
    const t = textsIn(language);
    const when = formatsFor(language, shop).moment(missed.startedAt);
    await notifyStaff(tx, {
      staffId,
      text: t.calls.missed(await callerLine(tx, missed, t), when),
      buttons: ['call', 'client', 'order', 'task-done', 'task-later'],
      about: { ...aboutCall(missed), taskId },
      runAt: nextOpening(now, shop),
      now,
    });
  }
}
