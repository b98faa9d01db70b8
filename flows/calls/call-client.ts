import { and, desc, eq, gt } from 'drizzle-orm';
import type { Instant } from '../../db/schema/words.ts';
import { calls } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import { enqueue } from '../../notifications/outbox.ts';
import { isOpen, minutes } from '../../notifications/time.ts';
import { getClient } from '../clients/load-client.ts';
import type { Client, Staff } from '../dialogs/dialog.ts';
import { type By, record } from '../events.ts';
import { getOrder } from '../orders/load-order.ts';
import { Refused } from '../refused.ts';
import type { Shop } from '../shop.ts';
import { refuseUnless } from '../staff/rights.ts';
import { planCallCheck } from './check-call.ts';
import type { Call } from './load-call.ts';
import { findLine } from './phone-line.ts';

interface CallClient {
  clientId: number;
  /** What the call is about; its contact is called. */
  orderId?: number | undefined;
  /** Whose phone is to ring, when a program asks. */
  staffId?: number | undefined;
  by: By;
  shop: Shop;
  now: Instant;
}

/**
 * Lets the colleague's own phone ring, and then the client's. A second press while it rings is the same call. Refuses with `call.no-line`,
 * `call.no-own-phone`, `call.no-phone`, `call.closed` (clients are not called outside the opening hours), `call.already-calling`.
 */
export async function callClient(tx: Tx, { clientId, orderId, staffId, by, shop, now }: CallClient): Promise<Call> {
  const asking = await refuseUnless(tx, by, 'call.make');
  const staff = asking ?? (staffId === undefined ? undefined : await refuseUnless(tx, { kind: 'staff', id: staffId }, 'call.make'));
  if (!staff?.phone) throw new Refused('call.no-own-phone');
  if (!(await findLine(tx))) throw new Refused('call.no-line');
  const client = await getClient(tx, clientId);
  const phone = await phoneOf(tx, client, orderId);
  if (phone === undefined) throw new Refused('call.no-phone');
  if (!isOpen(now, shop)) throw new Refused('call.closed');
  const ringing = await ringingCallOf(tx, staff, now);
  if (ringing && ringing.phone !== phone) throw new Refused('call.already-calling');
  return ringing ?? (await startCall(tx, { staff, clientId: client.id, orderId, phone, by, now }));
}

async function phoneOf(tx: Tx, client: Client, orderId: number | undefined): Promise<string | undefined> {
  const order = orderId === undefined ? undefined : await getOrder(tx, orderId);
  return (order?.clientId === client.id ? order.contactPhone : null) ?? client.phone ?? undefined;
}

async function ringingCallOf(tx: Tx, { id }: Staff, now: Instant): Promise<Call | undefined> {
  const [call] = await tx
    .select()
    .from(calls)
    .where(and(gt(calls.startedAt, now - minutes(2)), eq(calls.staffId, id), eq(calls.direction, 'out'), eq(calls.state, 'ringing')))
    .orderBy(desc(calls.id))
    .limit(1);
  return call;
}

interface StartCall extends Pick<CallClient, 'clientId' | 'orderId' | 'by' | 'now'> {
  staff: Staff;
  phone: string;
}

async function startCall(tx: Tx, { staff, clientId, phone, by, now, ...about }: StartCall): Promise<Call> {
  const orderId = about.orderId ?? null;
  const [call] = await tx
    .insert(calls)
    // Until the platform has given its own number, this one lets no second press of the same moment through.
    .values({
      ...{ externalId: `${unplaced}${staff.id}:${now}`, direction: 'out', state: 'ringing', startedAt: now },
      ...{ phone, clientId, orderId, staffId: staff.id },
    })
    .returning();
  if (!call) throw new Error('The call was not written');
  await enqueue(tx, { kind: 'call', channel: 'voice', payload: { callId: call.id }, dedupe: `call:${call.id}`, runAt: now }, now);
  await record(tx, { type: 'call.placed', callId: call.id, clientId, orderId }, by, now);
  await planCallCheck(tx, call, now);
  return call;
}

const unplaced = 'out:';

/** Whether the platform has not answered yet that the colleague's phone rings. */
export const isUnplaced = ({ externalId }: Call): boolean => externalId.startsWith(unplaced);
