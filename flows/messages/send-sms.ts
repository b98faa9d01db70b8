import { eq } from 'drizzle-orm';
import { clients } from '../../db/schema/people.ts';
import type { Instant, Language } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import type { Message } from '../../notifications/message.ts';
import type { Identity } from '../dialogs/dialog.ts';
import type { Order } from '../orders/load-order.ts';
import { sendMessage } from './send-message.ts';
import { smsAddress } from './sms-address.ts';

interface SendSms {
  clientId: number;
  order?: Order | undefined;
  write(language: Language, to: Identity): Promise<Message> | Message;
  runAt: Instant;
  subject?: string | undefined;
  dedupe?: string | undefined;
  now: Instant;
}

/** Sends an SMS to the client's number. False when there is none, or it is closed (STOP, no such number). */
export async function sendSms(tx: Tx, { clientId, order, write, ...how }: SendSms): Promise<boolean> {
  const [client] = await tx.select({ phone: clients.phone, language: clients.language }).from(clients).where(eq(clients.id, clientId));
  const phone = order?.contactPhone ?? client?.phone;
  if (!client || !phone) return false;
  const to = await smsAddress(tx, { clientId, phone, now: how.now });
  if (to.closedAt !== null) return false;
  await sendMessage(tx, { to, message: await write(client.language, to), clientId, orderId: order?.id, ...how });
  return true;
}
