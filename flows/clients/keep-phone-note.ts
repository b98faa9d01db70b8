import { eq } from 'drizzle-orm';
import { clients } from '../../db/schema/people.ts';
import type { Tx } from '../../db/store.ts';
import type { Texts } from '../texts/texts.ts';
import { getClient } from './load-client.ts';

interface KeepPhoneNote {
  clientId: number;
  note: string | undefined;
  /** Of whoever reads the card. */
  t: Texts;
}

/** Keeps what was said beside a client's number as an own field of the card, where colleagues see and change it. */
export async function keepPhoneNote(tx: Tx, { clientId, note, t }: KeepPhoneNote): Promise<void> {
  if (note === undefined) return;
  const { id, fields } = await getClient(tx, clientId);
  await tx
    .update(clients)
    .set({ fields: { ...fields, [t.phoneNote]: note.slice(0, longest) } })
    .where(eq(clients.id, id));
}

const longest = 500;
