import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { outbox } from '../../db/schema/work.ts';
import {
  claim,
  claimNext,
  type Errand,
  enqueue,
  hurry,
  leaseMs,
  mayHaveHappened,
  release,
  settle,
  takeBack,
} from '../../notifications/outbox.ts';
import { openTestStore, type TestStore } from '../database.ts';

let db: TestStore;
beforeEach(async () => {
  db = await openTestStore();
});
afterEach(() => db.close());

const start = Date.UTC(2026, 10, 21, 9);
const put = (errand: Partial<Errand>) => db.store.tx((tx) => enqueue(tx, { kind: 'message', payload: {}, runAt: start, ...errand }, start));
const claimAt = (now: number, limit = 10, worker = 'one') => db.store.tx((tx) => claim(tx, { worker, limit, now }), { isolation: 'claim' });

describe('the outbox', () => {
  test('a message asked for twice is one message', async () => {
    await put({ dedupe: 'thanks:41' });
    await put({ dedupe: 'thanks:41' });
    expect(await claimAt(start)).toHaveLength(1);
  });

  test('messages of one chat leave one after another, those of another chat beside them', async () => {
    await put({ lane: 'anna', payload: { n: 1 } });
    await put({ lane: 'anna', payload: { n: 2 } });
    await put({ lane: 'boris', payload: { n: 3 } });
    const first = await claimAt(start);
    expect(first.map(({ payload }) => payload.n)).toEqual([1, 3]);
    expect(await claimAt(start)).toEqual([]);

    const [head] = first;
    if (head) await db.store.tx((tx) => settle(tx, head, 'sent', null, start));
    expect((await claimAt(start)).map(({ payload }) => payload.n)).toEqual([2]);
  });

  test('a message that waits for another try holds up its own chat only', async () => {
    await put({ lane: 'anna', payload: { n: 1 } });
    await put({ lane: 'anna', payload: { n: 2 } });
    const [head] = await claimAt(start);
    if (head) await db.store.tx((tx) => release(tx, head, start + 60_000, 'busy'));
    expect(await claimAt(start + 1000)).toEqual([]);
    expect((await claimAt(start + 60_000)).map(({ payload }) => payload.n)).toEqual([1]);
  });

  test('a message planned for later holds up nothing before its time', async () => {
    await put({ lane: 'anna', runAt: start + 3_600_000, payload: { n: 1 } });
    await put({ lane: 'anna', payload: { n: 2 } });
    expect((await claimAt(start)).map(({ payload }) => payload.n)).toEqual([2]);
  });

  test('a message whose later time has come waits while a newer one of its chat is under way', async () => {
    await put({ lane: 'anna', runAt: start + 1000, payload: { n: 1 } });
    await put({ lane: 'anna', payload: { n: 2 } });
    const [newer] = await claimAt(start);
    expect(await claimAt(start + 1000)).toEqual([]);
    if (newer) await db.store.tx((tx) => settle(tx, newer, 'sent', null, start + 1000));
    expect((await claimAt(start + 1000)).map(({ payload }) => payload.n)).toEqual([1]);
  });

  test('however much stands behind a busy chat, the others are claimed, and the chat goes on where it stood', async () => {
    await put({ lane: 'busy', payload: { n: 0 } });
    const [head] = await claimAt(start);
    for (let n = 1; n <= 300; n++) await put({ lane: 'busy', runAt: start - 1000, payload: { n } });
    for (const lane of ['anna', 'boris']) await put({ lane, payload: { n: lane } });
    expect((await claimAt(start)).map(({ payload }) => payload.n)).toEqual(['anna', 'boris']);
    const next = await db.store.tx(async (tx) => {
      if (!head) return undefined;
      await settle(tx, head, 'sent', null, start);
      return claimNext(tx, head, start);
    });
    expect(next?.payload.n).toBe(1);
  });

  test('what a dead worker held comes due again by itself, and it is known that it may have happened', async () => {
    await put({ lane: 'anna' });
    await claimAt(start, 10, 'dead');
    expect(await claimAt(start + leaseMs - 1)).toEqual([]);
    const [again] = await claimAt(start + leaseMs);
    expect(again && mayHaveHappened(again)).toBe(true);
  });

  test('what a dead worker held goes on before an older message of the chat whose time has come meanwhile', async () => {
    await put({ lane: 'anna', runAt: start + 1000, payload: { n: 1 } });
    await put({ lane: 'anna', payload: { n: 2 } });
    await claimAt(start, 10, 'dead');
    const [held, ...more] = await claimAt(start + leaseMs);
    expect([held?.payload.n, more]).toEqual([2, []]);
    if (held) await db.store.tx((tx) => settle(tx, held, 'sent', null, start + leaseMs));
    expect((await claimAt(start + leaseMs)).map(({ payload }) => payload.n)).toEqual([1]);
  });

  test('a worker that lost its lease cannot end the message any more', async () => {
    await put({});
    const [mine] = await claimAt(start, 10, 'slow');
    await claimAt(start + leaseMs, 10, 'other');
    expect(mine && (await db.store.tx((tx) => settle(tx, mine, 'sent', null, start + leaseMs)))).toBe(false);
  });

  test('an orderly second try is not taken for a crash', async () => {
    await put({});
    const [first] = await claimAt(start);
    if (first) await db.store.tx((tx) => release(tx, first, start + 10, 'busy'));
    const [second] = await claimAt(start + 10);
    expect(second && mayHaveHappened(second)).toBe(false);
  });

  test('what was undone is taken back with the reason, what has begun is not', async () => {
    await put({ subject: 'visit:7', runAt: start + 60_000, payload: { messageId: 5 } });
    await put({ subject: 'visit:7', runAt: start });
    await claimAt(start);
    expect(await db.store.tx((tx) => takeBack(tx, 'visit:7', 'undone', start))).toEqual({ messageIds: [5] });
    const rows = await db.store.read.select().from(outbox).where(eq(outbox.subject, 'visit:7')).orderBy(outbox.id);
    expect(rows.map(({ result, reason }) => [result, reason])).toEqual([
      ['skipped', 'undone'],
      [null, null],
    ]);
  });

  test('what waits for the end of the undo can be told at once', async () => {
    await put({ subject: 'visit:7', runAt: start + 60_000 });
    await db.store.tx((tx) => hurry(tx, 'visit:7', start));
    expect(await claimAt(start)).toHaveLength(1);
  });

  test('several workers share the work and none does the same twice', async () => {
    await db.store.tx(async (tx) => {
      for (let n = 0; n < 200; n++) await enqueue(tx, { kind: 'message', payload: { n }, runAt: start, lane: `chat ${n % 50}` }, start);
    });
    const seen: number[] = [];
    const work = async (worker: string) => {
      for (let empty = 0; empty < 3; ) {
        const rows = await claimAt(start, 7, worker);
        empty = rows.length === 0 ? empty + 1 : 0;
        for (const row of rows) {
          seen.push(Number(row.payload.n));
          await db.store.tx((tx) => settle(tx, row, 'sent', null, start));
        }
      }
    };
    await Promise.all(['a', 'b', 'c'].map(work));
    expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, n) => n));
  });
});
