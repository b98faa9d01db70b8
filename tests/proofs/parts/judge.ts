import Database from 'better-sqlite3';
import { eq } from 'drizzle-orm';
import { telegramHtml } from '../../../bot/render.ts';
import { partsOf } from '../../../bot/telegram/parts.ts';
import { orders } from '../../../db/schema/orders.ts';
import { identities } from '../../../db/schema/people.ts';
import { messages } from '../../../db/schema/talk.ts';
import { events, outbox, ruleRuns, tasks } from '../../../db/schema/work.ts';
import type { Store } from '../../../db/store.ts';
import { en } from '../../../flows/texts/en.ts';
import type { Message } from '../../../notifications/message.ts';
import type { RequestRecord } from '../../servers/telegram.ts';
import type { Basket } from './chat.ts';

/** Orders that a client was promised and that are not there. */
export async function findLost({ read }: Store, baskets: readonly Basket[]): Promise<string[]> {
  const owners = await ordersByPerson(read);
  return baskets
    .filter(({ personId, number }) => number === undefined || !owners.get(personId)?.has(number))
    .map(({ personId, number }) => `person ${personId} agreed, was told order ${number ?? '(nothing)'}, and there is none`);
}

/** More orders than baskets that were confirmed. */
export async function findDoubles({ read }: Store, baskets: readonly Basket[]): Promise<string[]> {
  const confirmed = Map.groupBy(baskets, ({ personId }) => personId);
  return [...(await ordersByPerson(read))].flatMap(([personId, numbers]) => {
    const count = confirmed.get(personId)?.length ?? 0;
    return numbers.size > count ? [`person ${personId} confirmed ${count} baskets and has ${numbers.size} orders`] : [];
  });
}

async function ordersByPerson(read: Store['read']): Promise<Map<number, Set<number>>> {
  const rows = await read
    .select({ order: orders.id, address: identities.address })
    .from(orders)
    .innerJoin(identities, eq(identities.clientId, orders.clientId))
    .where(eq(identities.channel, 'telegram'));
  const found = new Map<number, Set<number>>();
  for (const { order, address } of rows) found.set(Number(address), (found.get(Number(address)) ?? new Set()).add(order));
  return found;
}

/** What is due and has no end, ended badly, or was not followed. */
export async function findUnfinished({ read }: Store, now: number): Promise<string[]> {
  const rows = await read.select().from(outbox);
  const waiting = rows.filter(({ doneAt, runAt }) => doneAt === null && runAt <= now);
  const silent = rows.filter(({ result, reason }) => (result === 'failed' || result === 'uncertain' || result === 'skipped') && !reason);
  const failed = rows.filter(({ result }) => result === 'failed' || result === 'uncertain');
  const unfollowed = (await read.select().from(events)).filter(({ followed }) => !followed);
  const runs = (await read.select().from(ruleRuns)).filter(({ result }) => result === 'failed' || result === 'cut');
  return [
    ...waiting.map(({ id, kind, attempts }) => `errand ${id} (${kind}) still waits after ${attempts} attempts`),
    ...silent.map(({ id, kind, result }) => `errand ${id} (${kind}) ended ${result} without a reason`),
    ...failed.map(({ id, kind, result, reason }) => `errand ${id} (${kind}) ended ${result}: ${reason}`),
    ...unfollowed.map(({ id, type }) => `event ${id} (${type}) was never followed`),
    ...runs.map(({ id, result, note }) => `rule run ${id} ended ${result}: ${note}`),
  ];
}

/** Each order has exactly one task "contact the client", made by the rule for new orders. */
export async function findOddTasks({ read }: Store): Promise<string[]> {
  const placed = await read.select({ id: orders.id }).from(orders);
  const made = Map.groupBy(await read.select().from(tasks), ({ orderId }) => orderId);
  return placed.filter(({ id }) => made.get(id)?.length !== 1).map(({ id }) => `order ${id} has ${made.get(id)?.length ?? 0} tasks`);
}

interface Copies {
  /** Messages that were never sent. */
  missing: string[];
  /** Copies that came although nothing was in doubt. */
  groundless: string[];
  extra: number;
}

/** Holds what the outbox says was sent against what the platform saw. */
export async function compareCopies({ read }: Store, requests: readonly RequestRecord[]): Promise<Copies> {
  const seen = countRequests(requests);
  const wanted = new Map<string, { rows: number; fresh: number }>();
  const rows = await read.select().from(outbox).where(eq(outbox.kind, 'message'));
  const shown = new Map(
    (await read.select({ id: messages.id, externalId: messages.externalId }).from(messages)).map((each) => [each.id, each.externalId]),
  );
  for (const { channel, result, payload } of rows) {
    if (result !== 'sent' || !channel?.startsWith('telegram')) continue;
    // Written by `sendMessage` only.
    const { address, message, messageId, replaces } = payload as {
      address: string;
      message: Message;
      messageId: number;
      replaces?: string;
    };
    const key = `${address} ${telegramHtml(partsOf(message).at(-1)?.text ?? '')}`;
    const count = wanted.get(key) ?? { rows: 0, fresh: 0 };
    count.rows += 1;
    if (replaces === undefined || shown.get(messageId) !== replaces) count.fresh += 1;
    wanted.set(key, count);
  }
  const missing = [...wanted].filter(([key, { rows: count }]) => (seen.get(key)?.shows ?? 0) < count).map(([key]) => key);
  const counted = [...wanted].map(([key, { fresh }]) => ({
    key,
    extra: Math.max(0, (seen.get(key)?.sends ?? 0) - fresh),
    silent: seen.get(key)?.silent ?? 0,
  }));
  return {
    missing,
    groundless: counted
      .filter(({ extra, silent }) => extra > silent)
      .map(({ key, extra, silent }) => `${extra} extra copies, ${silent} of them in doubt: ${key}`),
    extra: counted.reduce((sum, { extra }) => sum + extra, 0),
  };
}

interface Counted {
  /** New messages. */
  sends: number;
  /** New messages that may have been there already: they came without a sound. */
  silent: number;
  /** New messages and rewritings, also those that found everything as it should be. */
  shows: number;
}

function countRequests(requests: readonly RequestRecord[]): Map<string, Counted> {
  const counts = new Map<string, Counted>();
  for (const { method, fields, ok, error } of requests) {
    const isNew = method.startsWith('send') && ok;
    const isRewritten = method.startsWith('editMessage') && (ok || error?.description.includes('not modified'));
    if (!isNew && !isRewritten) continue;
    const key = `${String(fields.chat_id)} ${wordsOf(fields)}`;
    const count = counts.get(key) ?? { sends: 0, silent: 0, shows: 0 };
    count.shows += 1;
    if (isNew) count.sends += 1;
    if (isNew && fields.disable_notification === true) count.silent += 1;
    counts.set(key, count);
  }
  return counts;
}

/** A dot that takes a reply keyboard away and is deleted at once. */
const keyboardCloser = '…';

function wordsOf({ text, caption, media }: RequestRecord['fields']): string {
  return String(text ?? caption ?? (media as { caption?: unknown } | undefined)?.caption ?? '');
}

/** Messages that may have been there already: they came without a sound. A living card that rewrites itself may be silent for other reasons. */
export const findDoubts = (requests: readonly RequestRecord[]): RequestRecord[] =>
  requests.filter(
    ({ method, fields, ok }) =>
      ok &&
      method.startsWith('send') &&
      fields.disable_notification === true &&
      fields.text !== keyboardCloser &&
      !wordsOf(fields).startsWith(cardStart),
  );

const cardStart = `<b>${en.card.order(1).replace('1', '').trim()}`;

/** Doubtful sends beyond one for each chat between two kills; `killedAt` are the moments. */
export function findTooManyDoubts(requests: readonly RequestRecord[], killedAt: readonly number[]): string[] {
  const lives = Map.groupBy(
    findDoubts(requests),
    ({ at, bot, fields }) => `${bot} chat ${String(fields.chat_id)} after kill ${killedAt.findLastIndex((kill) => kill <= at) + 1}`,
  );
  return [...lives]
    .filter(([, each]) => each.length > 1)
    .map(
      ([where, each]) =>
        `${each.length} doubtful copies in ${where}: ${each.map(({ at, fields }) => `${at} ${wordsOf(fields)}`).join(' | ')}`,
    );
}

/** Whether the file is whole; looks at every page. */
export function findDamage(path: string): string[] {
  const client = new Database(path, { readonly: true });
  try {
    const verdict = client.pragma('integrity_check', { simple: true });
    return verdict === 'ok' ? [] : [String(verdict)];
  } finally {
    client.close();
  }
}
