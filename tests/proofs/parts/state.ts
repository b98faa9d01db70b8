import { createHash } from 'node:crypto';
import { asc } from 'drizzle-orm';
import { orderItems, orders, payments, stageVisits } from '../../../db/schema/orders.ts';
import { allergies, clients, identities } from '../../../db/schema/people.ts';
import { attachments, cards, conversations, messages } from '../../../db/schema/talk.ts';
import { events, outbox, ruleRuns, tasks } from '../../../db/schema/work.ts';
import type { Reader } from '../../../db/store.ts';

const tables = {
  orders,
  orderItems,
  stageVisits,
  payments,
  clients,
  identities,
  allergies,
  attachments,
  cards,
  conversations,
  messages,
  events,
  ruleRuns,
  tasks,
  outbox,
};

/** What no two runs have in common: names of workers, and what is sealed with a fresh nonce. */
const leftOut = new Set(['worker', 'sealed', 'allergyText', 'code']);

/** Everything the business knows, as one line per row. */
export async function stateOf(read: Reader): Promise<Map<string, string[]>> {
  const state = new Map<string, string[]>();
  for (const [name, table] of Object.entries(tables)) {
    const rows: Record<string, unknown>[] = await read.select().from(table).orderBy(asc(table.id));
    state.set(name, name === 'outbox' ? errands(rows).map(lineOf) : rows.map(lineOf));
  }
  return state;
}

const lineOf = (row: object): string => withoutCodes(JSON.stringify(row, (key, value: unknown) => (leftOut.has(key) ? '…' : value)));

/** One-time codes of invitations are random, as they must be. */
export const withoutCodes = (text: string): string => text.replace(/(start[ =])[\w-]{20,}/g, '$1…');

/** How many changes one rewriting of a card gathers is a matter of moments; what the card shows in the end is compared elsewhere. */
const errands = (rows: Record<string, unknown>[]): object[] => rows.filter(({ kind }) => kind !== 'card').map(({ id: _, ...row }) => row);

/** Where two states differ: the first few rows of each table. */
export function differences(one: Map<string, string[]>, other: Map<string, string[]>): string[] {
  return [...one].flatMap(([name, rows]) => {
    const others = other.get(name) ?? [];
    if (hashOf(rows) === hashOf(others)) return [];
    const at = rows.findIndex((row, i) => row !== others[i]);
    const place = at < 0 ? rows.length : at;
    return [
      `${name}: ${rows.length} rows against ${others.length}; first at ${place}:\n      once:     ${rows[place] ?? '(none)'}\n      repeated: ${others[place] ?? '(none)'}`,
    ];
  });
}

const hashOf = (rows: readonly string[]): string => createHash('sha256').update(rows.join('\n')).digest('hex');
