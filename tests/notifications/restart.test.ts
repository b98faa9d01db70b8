import { afterEach, beforeEach, expect, test } from 'vitest';
import { openFiles } from '../../db/files.ts';
import { log } from '../../db/log.ts';
import { outbox, settings } from '../../db/schema/work.ts';
import { ChannelError } from '../../notifications/channel-error.ts';
import { freeHeld } from '../../notifications/free-held.ts';
import { Lease } from '../../notifications/lease.ts';
import { claim, enqueue, mayHaveHappened } from '../../notifications/outbox.ts';
import { type Errands, startWorker } from '../../notifications/worker.ts';
import { openTestStore, type TestStore } from '../database.ts';

let db: TestStore;
beforeEach(async () => {
  db = await openTestStore();
});
afterEach(() => db.close());

const start = Date.UTC(2026, 10, 21, 9);
const put = (lane: string) => db.store.tx((tx) => enqueue(tx, { kind: 'message', payload: {}, runAt: start, lane }, start));
const claimAs = (worker: string) => db.store.tx((tx) => claim(tx, { worker, limit: 10, now: start }), { isolation: 'claim' });
const worker = (errands: Errands) =>
  startWorker({ store: db.store, senders: new Map(), files: openFiles('none'), log, now: () => start }, errands);

test('the one server of a file goes on at once with what a dead process held, and knows that it may have happened', async () => {
  await put('anna');
  await claimAs('dead');
  expect(await new Lease('follower', 'dead').hold(db.store, start)).toBe(true);
  expect(await claimAs('new')).toEqual([]);
  expect(await new Lease('follower', 'new').hold(db.store, start)).toBe(false);

  await db.store.tx((tx) => freeHeld(tx, start));

  const [again] = await claimAs('new');
  expect(again && mayHaveHappened(again)).toBe(true);
  expect(await new Lease('follower', 'new').hold(db.store, start)).toBe(true);
  expect(await db.store.read.select().from(settings)).toHaveLength(1);
});

test('a planned stop waits also for what the last look has just taken up', async () => {
  const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
  await put('anna');
  const slow = worker({ message: () => answered.then(() => ({ result: 'sent' as const })) });
  slow.nudge(); // the look has begun, but has claimed nothing yet
  const stopped = slow.stop(5000);
  setTimeout(answer, 100);
  await stopped;

  const [row] = await db.store.read.select().from(outbox);
  expect(row && (row.attempts === 0 || row.result === 'sent')).toBe(true);
});

test('an errand that fails in an unheard-of way does not keep the program from stopping', async () => {
  await put('anna');
  let calls = 0;
  const now = () => {
    calls += 1;
    if (calls > 1) throw new Error('the clock is broken');
    return start;
  };
  const broken = startWorker(
    { store: db.store, senders: new Map(), files: openFiles('none'), log, now },
    { message: () => Promise.reject(new Error('an errand is broken')) },
  );
  broken.nudge();
  await broken.idle();
  await broken.stop(1000);
  expect(calls).toBeGreaterThan(1);
});

test('what waits when the program ends hears of it and is given back, and nothing more of its chat is taken up', async () => {
  await put('anna');
  await put('anna');
  const begun = Promise.withResolvers<void>();
  const ending = worker({
    message: async (_, world) => {
      begun.resolve();
      await new Promise((resolve) => world.ending?.addEventListener('abort', resolve));
      throw new ChannelError('The program is ending', 'later', { retryAfterMs: 0 });
    },
  });
  ending.nudge();
  await begun.promise;
  await ending.stop(5000);

  const rows = await db.store.read.select().from(outbox).orderBy(outbox.id);
  expect(rows).toMatchObject([
    { worker: null, result: null, attempts: 1, failures: 1 },
    { worker: null, attempts: 0 },
  ]);
  // Nothing has left, so the next program sends it as if for the first time.
  const [again] = await claimAs('new');
  expect(again && mayHaveHappened(again)).toBe(false);
});

test('a chat whose message has just left is not gone on with when the program ends', async () => {
  await put('anna');
  await put('anna');
  const begun = Promise.withResolvers<void>();
  const sent = Promise.withResolvers<void>();
  const ending = worker({
    message: async () => {
      begun.resolve();
      await sent.promise;
      return { result: 'sent' };
    },
  });
  ending.nudge();
  await begun.promise;
  const stopped = ending.stop(5000);
  sent.resolve();
  await stopped;
  const rows = await db.store.read.select().from(outbox).orderBy(outbox.id);
  expect(rows).toMatchObject([{ result: 'sent' }, { result: null, attempts: 0 }]);
});
