import { isNull } from 'drizzle-orm';
import { staff } from '../db/schema/people.ts';
import type { Store, Tx } from '../db/store.ts';
import { identitiesOfStaff } from '../flows/messages/reach.ts';
import { sendMessage } from '../flows/messages/send-message.ts';
import { textsIn } from '../flows/texts/texts.ts';
import type { Problem } from './alarms.ts';

interface Alarm {
  channel: string;
  problem: Problem;
  now: number;
}

/** Tells every owner what broke and the cure, on each of their addresses but those of the broken channel. */
export const alarmOwners = (store: Store, alarm: Alarm): Promise<void> => store.tx((tx) => tellOwners(tx, alarm));

async function tellOwners(tx: Tx, { channel, problem, now }: Alarm): Promise<void> {
  const people = await tx.select().from(staff).where(isNull(staff.removedAt));
  for (const owner of people.filter(({ roles }) => roles.includes('owner'))) {
    const text = textsIn(owner.language).alarm[problem](channel);
    for (const to of await identitiesOfStaff(tx, owner.id)) {
      if (to.channel !== channel) await sendMessage(tx, { to, message: { text }, now });
    }
  }
}
