import { eq } from 'drizzle-orm';
import { clients } from '../../db/schema/people.ts';
import type { Instant, Language } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import type { Message } from '../../notifications/message.ts';
import type { Identity } from '../dialogs/dialog.ts';
import { reachClient } from './reach.ts';
import { sendMessage } from './send-message.ts';

interface TellClient {
  clientId: number;
  orderId?: number | undefined;
  /** Writes the message in the client's language, for the address it goes to. */
  write(language: Language, to: Identity): Promise<Message> | Message;
  runAt?: Instant | undefined;
  subject?: string | undefined;
  dedupe?: string | undefined;
  uselessAfter?: Instant | undefined;
  /** The colleague who says it. */
  staffId?: number | undefined;
  now: Instant;
}

/** Tells a client something in the messenger they asked for, else the one they last wrote from. False when no messenger reaches them. */
export async function tellClient(tx: Tx, { clientId, write, ...how }: TellClient): Promise<boolean> {
  const [client] = await tx
    .select({ language: clients.language, preferredChannel: clients.preferredChannel })
    .from(clients)
    .where(eq(clients.id, clientId));
  const to = await reachClient(tx, clientId, client?.preferredChannel);
  if (!to || !client) return false;
  await sendMessage(tx, { to, message: await write(client.language, to), clientId, ...how });
  return true;
}
