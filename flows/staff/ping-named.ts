import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import type { Staff } from '../dialogs/dialog.ts';
import type { By } from '../events.ts';
import { notifyStaff } from '../messages/notify-staff.ts';
import { textsIn } from '../texts/texts.ts';
import { findByName, findStaff } from './find-staff.ts';

interface PingNamed {
  text: string;
  orderId?: number | undefined;
  clientId?: number | undefined;
  by: By;
  now: Instant;
}

/** Tells every colleague whom a note names with `@` what it says. Answers whom. */
export async function pingNamed(tx: Tx, { text, orderId, clientId, by, now }: PingNamed): Promise<Staff[]> {
  const names = new Set([...text.matchAll(/@([\p{L}\p{N}_-]+)/gu)].map(([, name]) => name ?? ''));
  const author = by.kind === 'staff' ? (await findStaff(tx, by.id))?.name : undefined;
  const told: Staff[] = [];
  for (const name of names) {
    const person = await findByName(tx, name);
    if (!person || told.some(({ id }) => id === person.id)) continue;
    const notice = textsIn(person.language).staff.mentioned({ author, text, orderId });
    const sent = await notifyStaff(tx, {
      staffId: person.id,
      text: notice,
      buttons: orderId === undefined ? ['reply'] : [],
      about: { orderId, clientId },
      now,
    });
    if (sent) told.push(person);
  }
  return told;
}
