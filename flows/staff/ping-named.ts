import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import type { Staff } from '../dialogs/dialog.ts';
import type { By } from '../events.ts';
import { notifyStaff } from '../messages/notify-staff.ts';
import { textsIn } from '../texts/texts.ts';
import { findByName, findStaff } from './find-staff.ts';
import { may } from './rights.ts';

interface PingNamed {
  text: string;
  orderId?: number | undefined;
  clientId?: number | undefined;
  by: By;
  now: Instant;
}

/** Whom a note called, and which of its names nobody bears. */
export interface Called {
  told: Staff[];
  unknown: string[];
}

/** Tells every colleague whom a note names with `@` what it says: all who bear the name, but never the author. */
export async function pingNamed(tx: Tx, { text, orderId, clientId, by, now }: PingNamed): Promise<Called> {
  const names = new Set([...text.matchAll(/(?<![\p{L}\p{N}._-])@([\p{L}\p{N}_-]+)/gu)].map(([, name]) => name ?? ''));
  const author = by.kind === 'staff' ? await findStaff(tx, by.id) : undefined;
  const called: Called = { told: [], unknown: [] };
  for (const name of names) {
    const bearers = await findByName(tx, name);
    if (bearers.length === 0) called.unknown.push(name);
    for (const person of bearers) {
      if (person.id === author?.id || called.told.some(({ id }) => id === person.id)) continue;
      const notice = textsIn(person.language).staff.mentioned({ author: author?.name, text, orderId });
      const buttons = orderId === undefined && may(person, 'client.write') ? (['reply'] as const) : [];
      if (await notifyStaff(tx, { staffId: person.id, text: notice, buttons, about: { orderId, clientId }, now })) called.told.push(person);
    }
  }
  return called;
}
