import { eq } from 'drizzle-orm';
import { joins } from '../../db/schema/people.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Reader, Tx } from '../../db/store.ts';
import { addWorkingMinutes, hours, minutes } from '../../notifications/time.ts';
import type { Client } from '../dialogs/dialog.ts';
import { findOrder } from '../orders/load-order.ts';
import type { Shop } from '../shop.ts';
import { addTask } from '../tasks/add-task.ts';
import { textsIn } from '../texts/texts.ts';
import { joinClients } from './join-clients.ts';
import { joinHash, readJoinCode } from './join-code.ts';
import { findClient } from './load-client.ts';

/** Whose link it is, and what it was given for. */
export interface Invited {
  client: Client;
  /** The link was of this order: whoever has it need not be its client. */
  orderId: number | undefined;
}

/** Whose link this is; undefined when it is none of ours, out of date or used. */
export async function findInviter(db: Reader, code: string, now: Instant): Promise<Invited | undefined> {
  const read = readJoinCode(code, now);
  if (!read || (await db.$count(joins, eq(joins.codeHash, joinHash(code)))) > 0) return undefined;
  const order = read.of === 'order' ? await findOrder(db, read.id) : undefined;
  const client = await findClient(db, read.of === 'order' ? (order?.clientId ?? 0) : read.id);
  return client && { client, orderId: order?.id };
}

interface SpendJoinCode {
  code: string;
  /** Who has opened it, and said that it is them. */
  clientId: number;
  channel: string;
  shop: Shop;
  now: Instant;
}

/** Somebody has this long to look, in working time. */
const lookWithin = hours(4) / minutes(1);

/**
 * Uses a link up. Its opener becomes the client whose link it was; one with a history of their own, and one who has but the link of an order,
 * stays apart, and a colleague is asked whether it is the same person. Undefined when the link is good no more.
 */
export async function spendJoinCode(
  tx: Tx,
  { code, clientId, channel, shop, now }: SpendJoinCode,
): Promise<'joined' | 'asked' | undefined> {
  const invited = await findInviter(tx, code, now);
  if (!invited) return undefined;
  const { client, orderId } = invited;
  const [used] = await tx
    .insert(joins)
    .values({ codeHash: joinHash(code), clientId: client.id, channel, at: now })
    .onConflictDoNothing()
    .returning({ id: joins.id });
  if (!used) return undefined;
  if (client.id === clientId) return 'joined';
  if (orderId === undefined && (await joinClients(tx, { knownId: client.id, newcomerId: clientId, now }))) return 'joined';
  await tx.update(joins).set({ metId: clientId }).where(eq(joins.id, used.id));
  await askWhether(tx, { knownId: client.id, otherId: clientId, shop, now });
  return 'asked';
}

/** Both cards have a history: a colleague looks whether they are one person. */
async function askWhether(
  tx: Tx,
  { knownId, otherId, shop, now }: { knownId: number; otherId: number; shop: Shop; now: Instant },
): Promise<void> {
  const title = (language: 'ru' | 'en') => textsIn(language).staff.oneOrTwo(knownId, otherId);
  await addTask(tx, {
    title: { ru: title('ru'), en: title('en') },
    role: 'manager',
    clientId: knownId,
    dueAt: addWorkingMinutes(now, lookWithin, shop),
    origin: `join:${Math.min(knownId, otherId)}:${Math.max(knownId, otherId)}`,
    by: { kind: 'system' },
    now,
  });
}
