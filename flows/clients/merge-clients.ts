import { and, eq, inArray, sql } from 'drizzle-orm';
import { orders } from '../../db/schema/orders.ts';
import { allergies, clients, identities, merges } from '../../db/schema/people.ts';
import { attachments, messages } from '../../db/schema/talk.ts';
import type { Instant } from '../../db/schema/words.ts';
import { calls, drafts, events, tasks } from '../../db/schema/work.ts';
import type { Reader, Tx } from '../../db/store.ts';
import type { Client } from '../dialogs/dialog.ts';
import { type By, record } from '../events.ts';
import { Refused } from '../refused.ts';
import { refuseUnless } from '../staff/rights.ts';
import { getClient } from './load-client.ts';

/** Everything that belongs to a client and goes along. */
export const belongings = { identities, orders, messages, attachments, tasks, allergies, calls, drafts, events } as const;
export type Belonging = keyof typeof belongings;
export const belongingNames = Object.keys(belongings) as Belonging[];

/** The columns of the kept card that a merge may fill. */
export type Filled = Pick<Client, (typeof filled)[number]>;
const filled = [
  'name',
  'status',
  'responsibleId',
  'phone',
  'phoneConfirmedAt',
  'source',
  'birthday',
  'fields',
  'consents',
  'search',
  'createdAt',
  'waitingSince',
  'preferredChannel',
] as const;

/** What is remembered of a merge, so that it can be undone: what the kept card was and became, and which rows came from the other. */
export interface Remembered {
  before: Filled;
  after: Filled;
  goneWaitingSince: Instant | null;
  moved: Record<Belonging, number[]>;
}

interface MergeClients {
  keptId: number;
  goneId: number;
  by: By;
  now: Instant;
}

/**
 * Makes one card of two: everything of the other one goes to the kept one, whose blanks are filled, and its number leads there from now on.
 * Answers the merge's number, by which it can be undone. Refusals: `client.not-found`, `merge.same`.
 */
export async function mergeClients(tx: Tx, { keptId, goneId, by, now }: MergeClients): Promise<number> {
  await refuseUnless(tx, by, 'client.merge');
  const kept = await getClient(tx, keptId);
  const gone = await getClient(tx, goneId);
  if (kept.id === gone.id) throw new Refused('merge.same');

  const moved = await moveBelongings(tx, gone.id, kept.id);
  const after = united(kept, gone);
  await tx.update(clients).set(after).where(eq(clients.id, kept.id));
  await tx.update(clients).set({ mergedInto: kept.id, waitingSince: null }).where(eq(clients.id, gone.id));
  await recount(tx, kept.id);
  const remembered: Remembered = { before: filledOf(kept), after, goneWaitingSince: gone.waitingSince, moved };
  const [merge] = await tx
    .insert(merges)
    .values({ keptId: kept.id, goneId: gone.id, before: { ...remembered }, byId: by.kind === 'staff' ? (by.id ?? null) : null, at: now })
    .returning({ id: merges.id });
  if (!merge) throw new Error('The merge was not written');
  await record(tx, { type: 'client.merged', clientId: kept.id, goneId: gone.id, mergeId: merge.id }, by, now);
  return merge.id;
}

export interface MergePreview {
  kept: Client;
  gone: Client;
  /** What the kept card will say. */
  after: Filled;
  /** How many rows will come along. */
  moves: Record<Belonging, number>;
}

/** What a merge would do, before it is done. Refusals as of `mergeClients`. */
export async function previewMerge(db: Reader, { keptId, goneId }: { keptId: number; goneId: number }): Promise<MergePreview> {
  const kept = await getClient(db, keptId);
  const gone = await getClient(db, goneId);
  if (kept.id === gone.id) throw new Refused('merge.same');
  const moves = {} as Record<Belonging, number>;
  for (const name of belongingNames) moves[name] = await db.$count(belongings[name], eq(belongings[name].clientId, gone.id));
  return { kept, gone, after: united(kept, gone), moves };
}

/** What the kept card becomes: its own words first, its blanks filled, the earliest consent and the longest wait. */
function united(kept: Client, gone: Client): Filled {
  const rank = ['lost', 'new', 'interested', 'negotiation', 'customer'];
  return {
    name: kept.name ?? gone.name,
    status: rank.indexOf(gone.status) > rank.indexOf(kept.status) ? gone.status : kept.status,
    responsibleId: kept.responsibleId ?? gone.responsibleId,
    ...numberOf(kept, gone),
    source: kept.source ?? gone.source,
    birthday: kept.birthday ?? gone.birthday,
    fields: { ...gone.fields, ...kept.fields },
    consents: { ...gone.consents, ...kept.consents },
    search: [...new Set(`${kept.search} ${gone.search}`.split(' ').filter(Boolean))].join(' '),
    createdAt: Math.min(kept.createdAt, gone.createdAt),
    waitingSince: [kept.waitingSince, gone.waitingSince].filter((at) => at !== null).toSorted((a, b) => a - b)[0] ?? null,
    preferredChannel: kept.preferredChannel ?? gone.preferredChannel,
  };
}

/** A confirmed number goes before one that was only said. */
function numberOf(kept: Client, gone: Client): Pick<Client, 'phone' | 'phoneConfirmedAt'> {
  const { phone, phoneConfirmedAt } = [kept, gone].find((each) => each.phoneConfirmedAt !== null) ?? (kept.phone === null ? gone : kept);
  return { phone, phoneConfirmedAt };
}

function filledOf(client: Client): Filled {
  return Object.fromEntries(filled.map((column) => [column, client[column]])) as unknown as Filled; // the columns are those of the type
}

async function moveBelongings(tx: Tx, from: number, to: number): Promise<Record<Belonging, number[]>> {
  const moved = {} as Record<Belonging, number[]>;
  for (const name of belongingNames) {
    const rows = await tx.select({ id: belongings[name].id }).from(belongings[name]).where(eq(belongings[name].clientId, from));
    moved[name] = rows.map(({ id }) => id);
    await giveTo(tx, name, moved[name], to);
  }
  return moved;
}

/** SQLite takes so many values in one statement. */
const atOnce = 1000;

/** Makes rows of one kind this client's. */
export async function giveTo(tx: Tx, name: Belonging, ids: readonly number[], clientId: number): Promise<void> {
  const table = belongings[name];
  for (let from = 0; from < ids.length; from += atOnce)
    await tx
      .update(table)
      .set({ clientId })
      .where(and(inArray(table.id, ids.slice(from, from + atOnce))));
}

/** Counts a client's orders anew: those that were placed and not lost. */
export async function recount(tx: Tx, clientId: number): Promise<void> {
  const [sums] = await tx
    .select({
      count: sql<number>`count(case when ${orders.outcome} <> 'lost' then 1 end)`.mapWith(Number),
      sum: sql<number>`coalesce(sum(case when ${orders.outcome} <> 'lost' then ${orders.total} end), 0)`.mapWith(Number),
      lastAt: sql<number | null>`max(${orders.createdAt})`,
    })
    .from(orders)
    .where(eq(orders.clientId, clientId));
  await tx
    .update(clients)
    .set({ ordersCount: sums?.count ?? 0, ordersSum: sums?.sum ?? 0, lastOrderAt: sums?.lastAt ?? null })
    .where(eq(clients.id, clientId));
}
