import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import { clients, identities } from '../../db/schema/people.ts';
import { messages, type Onward } from '../../db/schema/talk.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import type { Button, Message } from '../../notifications/message.ts';
import { enqueue } from '../../notifications/outbox.ts';
import { addWorkingMinutes, minutes } from '../../notifications/time.ts';
import { showPhone } from '../clients/phone.ts';
import type { Identity } from '../dialogs/dialog.ts';
import { decodePress, encodePress } from '../dialogs/press.ts';
import { record } from '../events.ts';
import { findOrder } from '../orders/load-order.ts';
import { getShop } from '../shop.ts';
import { addTask } from '../tasks/add-task.ts';
import { textsIn } from '../texts/texts.ts';
import { sendMessage } from './send-message.ts';
import { rememberMenu, smsAddress } from './sms-address.ts';

type Line = typeof messages.$inferSelect;

/** In so many working minutes somebody should have called. */
const callWithin = 60;

/**
 * A message has not arrived: the same goes on by the next way that is open, at last as a task to call. Each step is on the client's timeline.
 * False when nothing was left to try, or somebody has gone on already.
 */
export async function goOn(tx: Tx, { messageId, why, now }: { messageId: number; why: string; now: Instant }): Promise<boolean> {
  const [line] = await tx.select().from(messages).where(eq(messages.id, messageId));
  const onward = line?.onward;
  if (!line || !onward || !(await isMine(tx, messageId))) return false;
  if (onward.uselessAfter !== undefined && now > onward.uselessAfter) return false;
  const from = { line, why, now };
  for (const [index, way] of onward.ways.entries()) {
    const left = { ...onward, ways: onward.ways.slice(index + 1) };
    if (way === 'call' ? await callInstead(tx, from) : await sendInstead(tx, { ...from, way, onward: left })) return true;
  }
  return false;
}

/** The message has arrived, or is of no use any more: nothing else is tried. False when that was settled before. */
export async function isMine(tx: Tx, messageId: number): Promise<boolean> {
  const taken = await tx
    .update(messages)
    .set({ onward: null })
    .where(and(eq(messages.id, messageId), isNotNull(messages.onward)))
    .returning({ id: messages.id });
  return taken.length > 0;
}

interface Step {
  line: Line;
  why: string;
  now: Instant;
}

async function sendInstead(tx: Tx, { line, why, way, onward, now }: Step & { way: string; onward: Onward }): Promise<boolean> {
  const to = await addressFor(tx, { line, way, onward, now });
  if (!to) return false;
  // What sendMessage wrote there.
  const message = readdressed(onward.message as unknown as Message, line.identityId, to.id);
  if (to.channel === 'sms') await rememberMenu(tx, to.id, message);
  const { clientId, orderId } = line;
  const about = { clientId: clientId ?? undefined, orderId: orderId ?? undefined, uselessAfter: onward.uselessAfter, onward, now };
  const nextId = await sendMessage(tx, { to, message, ...about });
  await planCheck(tx, { messageId: nextId, runAt: now + minutes((await getShop(tx)).reachMinutes), now });
  await tellStep(tx, { line, to: way, nextId, why, now });
  return true;
}

/** Looks then whether the message has arrived. */
export const planCheck = (tx: Tx, { messageId, runAt, now }: { messageId: number; runAt: Instant; now: Instant }): Promise<void> =>
  enqueue(tx, { kind: 'timer', payload: { timer: 'reach-check', lineId: messageId }, runAt }, now);

async function addressFor(
  tx: Tx,
  { line, way, onward, now }: { line: Line; way: string; onward: Onward; now: Instant },
): Promise<Identity | undefined> {
  const { clientId } = line;
  if (clientId === null) return undefined;
  if (way !== 'sms') {
    const [open] = await tx
      .select()
      .from(identities)
      .where(and(eq(identities.clientId, clientId), eq(identities.channel, way), isNull(identities.closedAt)));
    return open;
  }
  const [client] = await tx.select({ phone: clients.phone }).from(clients).where(eq(clients.id, clientId));
  const phone = onward.phone ?? client?.phone;
  const number = phone ? await smsAddress(tx, { clientId, phone, now }) : undefined;
  return number?.closedAt === null ? number : undefined;
}

/** Buttons are signed for one address: the same ones for another. Those that answer a step of one talk mean nothing elsewhere. */
function readdressed(message: Message, from: number, to: number): Message {
  const rows = (message.buttons ?? []).map((row) =>
    row.flatMap((button): Button[] => {
      if (button.data === undefined) return [button];
      const press = decodePress(button.data, from);
      return press?.kind === 'open' ? [{ ...button, data: encodePress(press, to) }] : [];
    }),
  );
  return { ...message, buttons: rows.filter((row) => row.length > 0) };
}

async function callInstead(tx: Tx, { line, why, now }: Step): Promise<boolean> {
  const shop = await getShop(tx);
  const order = line.orderId === null ? undefined : await findOrder(tx, line.orderId);
  const words = [...line.text].slice(0, 80).join('');
  const who = await clientLine(tx, line.clientId);
  await addTask(tx, {
    title: { ru: textsIn('ru').reach.call(who, words), en: textsIn('en').reach.call(who, words) },
    role: 'manager',
    assigneeId: order?.responsibleId ?? null,
    orderId: line.orderId,
    clientId: line.clientId,
    dueAt: addWorkingMinutes(now, callWithin, shop),
    origin: `reach:${line.id}`,
    by: { kind: 'system' },
    now,
  });
  await tellStep(tx, { line, to: 'call', nextId: null, why, now });
  return true;
}

/** Who it is, as people read it: `Ольга · +7 912 345-67-89`. */
async function clientLine(tx: Tx, clientId: number | null): Promise<string> {
  const [client] = clientId === null ? [] : await tx.select().from(clients).where(eq(clients.id, clientId));
  return [client?.name, client?.phone && showPhone(client.phone)].filter(Boolean).join(' · ') || '—';
}

async function tellStep(tx: Tx, { line, to, nextId, why, now }: Step & { to: string; nextId: number | null }): Promise<void> {
  const { id: messageId, clientId, orderId, channel: from } = line;
  if (clientId === null) return;
  await record(tx, { type: 'message.rerouted', messageId, nextId, clientId, orderId, from, to, why }, { kind: 'system' }, now);
}
