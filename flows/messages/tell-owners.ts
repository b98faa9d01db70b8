import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { staffWithRole } from '../staff/find-staff.ts';
import { type Texts, textsIn } from '../texts/texts.ts';
import { identitiesOfStaff } from './reach.ts';
import { sendMessage } from './send-message.ts';

interface TellOwners {
  write(t: Texts): string;
  /** A channel that would not carry it. */
  notBy: string;
  now: Instant;
}

/** Tells every owner something urgent, in their language, on each of their addresses but those of one channel. */
export async function tellOwners(tx: Tx, { write, notBy, now }: TellOwners): Promise<void> {
  for (const owner of await staffWithRole(tx, 'owner')) {
    const message = { text: write(textsIn(owner.language)) };
    for (const to of await identitiesOfStaff(tx, owner.id)) {
      if (to.channel !== notBy) await sendMessage(tx, { to, message, now });
    }
  }
}
