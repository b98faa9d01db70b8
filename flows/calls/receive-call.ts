import type { Instant } from '../../db/schema/words.ts';
import { calls } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import { meetCaller } from '../clients/meet-caller.ts';
import type { Client } from '../dialogs/dialog.ts';
import { record } from '../events.ts';
import { findOpenOrderOf } from '../orders/find-client-orders.ts';
import type { Shop } from '../shop.ts';
import { allStaff } from '../staff/find-staff.ts';
import { planCallCheck } from './check-call.ts';
import { type Call, findCallBySid } from './load-call.ts';
import { showCaller } from './show-caller.ts';
import { whomToRing, whomToTell } from './whom-to-ring.ts';

interface ReceiveCall {
  /** The platform's number of the call. */
  externalId: string;
  /** E.164; undefined when the caller withholds it. */
  phone: string | undefined;
  shop: Shop;
  now: Instant;
}

/**
 * Writes down a call that begins to ring, and shows the caller at once to who will take it. Told of again, it is the same call. The caller
 * becomes a client now and not at the end: whoever hangs up early is one too. A colleague's phone is no client.
 */
export async function receiveCall(tx: Tx, { externalId, phone, shop, now }: ReceiveCall): Promise<Call> {
  const known = await findCallBySid(tx, externalId);
  if (known) return known;
  const client = await callerOf(tx, { phone, shop, now });
  const order = await findOpenOrderOf(tx, client?.id ?? null);
  const [call] = await tx
    .insert(calls)
    .values({
      ...{ externalId, direction: 'in', state: 'ringing', startedAt: now },
      ...{ phone: phone ?? '', clientId: client?.id ?? null, orderId: order?.id ?? null },
    })
    .returning();
  if (!call) throw new Error('The call was not written');
  const by = client ? ({ kind: 'client', id: client.id } as const) : ({ kind: 'system' } as const);
  await record(tx, { type: 'call.came', callId: call.id, clientId: call.clientId, orderId: call.orderId }, by, now);
  await planCallCheck(tx, call, now);
  for (const staff of await whomToTell(tx, call, await whomToRing(tx, call, { shop, now })))
    await showCaller(tx, { call, staffId: staff.id, shop, now });
  return call;
}

async function callerOf(tx: Tx, { phone, shop, now }: Omit<ReceiveCall, 'externalId'>): Promise<Client | undefined> {
  if (phone === undefined || (await allStaff(tx)).some((each) => each.phone === phone)) return undefined;
  return meetCaller(tx, { phone, name: undefined, language: shop.language, by: { kind: 'system' }, now });
}
