import { like } from 'drizzle-orm';
import { products } from '../../../db/schema/catalog.ts';
import { orderItems, orders, payments, stages, stageVisits } from '../../../db/schema/orders.ts';
import { clients, identities, invites, staff } from '../../../db/schema/people.ts';
import { conversations, messages } from '../../../db/schema/talk.ts';
import { events, outbox, rules, tasks } from '../../../db/schema/work.ts';
import type { Reader } from '../../../db/store.ts';
import type { Message } from '../../../notifications/message.ts';
import type { Messenger } from './messenger.ts';

type Row = Record<string, unknown>;

/** What must be the same whether something went wrong on the way or not: without running numbers, instants, and how often somebody had to try. */
export async function businessOf(read: Reader): Promise<string[]> {
  const happened = (await read.select().from(events)).filter(({ type }) => type !== 'update.failed');
  return [
    ...lines('stage', await read.select({ id: stages.id, title: stages.title }).from(stages), []),
    ...lines('rule', await read.select({ id: rules.id, title: rules.title }).from(rules), []),
    ...lines('product', await read.select({ id: products.id, title: products.title, photo: products.photo }).from(products), []),
    ...lines('colleague', await read.select({ id: staff.id, name: staff.name }).from(staff), []),
    ...lines('invitation', await read.select({ staffId: invites.staffId }).from(invites), []),
    ...lines('order', await read.select().from(orders), ['stageSince', 'visitId', 'version', 'createdAt', 'closedAt', 'agreed', 'origin']),
    ...lines('item', await read.select().from(orderItems), []),
    ...lines('visit', await read.select().from(stageVisits), ['id', 'enteredAt', 'leftAt', 'previousId']),
    ...lines('payment', await read.select().from(payments), ['id', 'origin', 'at']),
    ...lines('client', await read.select().from(clients), ['createdAt', 'lastOrderAt', 'consents']),
    ...lines('task', await read.select().from(tasks), ['id', 'origin', 'dueAt', 'doneAt', 'createdAt']),
    ...lines('conversation', await read.select().from(conversations), ['answers', 'paused', 'version', 'draft', 'menu', 'updatedAt']),
    ...lines('event', happened, ['id', 'at', 'data']).sort(),
    ...lines('notice', await noticesOf(read), []).sort(),
  ];
}

function lines(noun: string, rows: readonly Row[], without: readonly string[]): string[] {
  const ranks = ranksIn(rows);
  const told = (key: string, value: unknown) => (without.includes(key) ? undefined : (ranks.get(key)?.get(value) ?? value));
  return rows.map((row) => `${noun} ${JSON.stringify(row, told)}`);
}

/** PostgreSQL does not give a number again that something undone had used: what counts is which are equal and in which order they come. */
function ranksIn(rows: readonly Row[]): Map<string, Map<unknown, number>> {
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((key) => /(^id|Id)$/.test(key));
  const valuesOf = (key: string) => [...new Set(rows.map((row) => row[key]))].filter((value) => typeof value === 'number');
  return new Map(
    keys.map((key) => [
      key,
      new Map(
        valuesOf(key)
          .sort((a, b) => a - b)
          .map((value, i) => [value, i + 1]),
      ),
    ]),
  );
}

/** What the rules had people told. */
async function noticesOf(read: Reader): Promise<Row[]> {
  const said = new Map((await read.select().from(messages)).map((each) => [each.id, each]));
  const addresses = new Map((await read.select().from(identities)).map((each) => [each.id, each.address]));
  const rows = await read.select().from(outbox).where(like(outbox.dedupe, 'rule:%'));
  return rows.map(({ kind, channel, result, payload }) => {
    const message = said.get(Number(payload.messageId));
    return { kind, channel, result, text: message?.text, to: addresses.get(message?.identityId ?? 0) };
  });
}

/** Lines that only one of the two has. */
export function differentBusiness(expected: readonly string[], found: readonly string[]): string[] {
  const count = (all: readonly string[], line: string) => all.filter((each) => each === line).length;
  const missing = [...new Set(expected)].filter((line) => count(found, line) < count(expected, line));
  const added = [...new Set(found)].filter((line) => count(found, line) > count(expected, line));
  return [...missing.map((line) => `missing: ${line}`), ...added.map((line) => `too much: ${line}`)];
}

/** Messages that count as sent and were not, and copies beyond the one in each chat that each crash may cost. */
export async function oddCopies(read: Reader, messengers: readonly Messenger[], crashes: number): Promise<string[]> {
  const rows = (await read.select().from(outbox)).filter(({ kind, result }) => kind === 'message' && result === 'sent');
  const said = new Map((await read.select().from(messages)).map((each) => [each.id, each]));
  const wanted = new Map<string, { channel: string; address: string; text: string; fresh: number }>();
  for (const { channel, payload } of rows) {
    // Written by `sendMessage` only.
    const { address, message, messageId, replaces } = payload as {
      address: string;
      message: Message;
      messageId: number;
      replaces?: string;
    };
    const key = `${channel} ${address} ${message.text}`;
    const known = wanted.get(key) ?? { channel: channel ?? '', address, text: message.text, fresh: 0 };
    if (replaces === undefined || said.get(messageId)?.externalId !== replaces) known.fresh += 1;
    wanted.set(key, known);
  }
  const counted = [...wanted.values()].map((each) => ({
    ...each,
    copies: messengers.find(({ file }) => file.name === each.channel)?.copies(each.address, each.text) ?? 0,
  }));
  const lanes = Map.groupBy(counted, ({ channel, address }) => `${channel} ${address}`);
  const extras = [...lanes].map(([lane, each]) => ({
    lane,
    extra: each.reduce((sum, { copies, fresh }) => sum + Math.max(0, copies - fresh), 0),
  }));
  return [
    ...counted.filter(({ copies, fresh }) => copies < fresh).map(({ address, text }) => `never came to ${address}: ${text}`),
    ...extras
      .filter(({ extra }) => extra > crashes)
      .map(({ lane, extra }) => `${extra} extra copies in the chat ${lane} after ${crashes} failures`),
  ];
}
