import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { skipLocked, slot } from '../db/rows.ts';
import type { Instant } from '../db/schema/words.ts';
import { outbox } from '../db/schema/work.ts';
import { statement, type Tx } from '../db/store.ts';

export type OutboxRow = typeof outbox.$inferSelect;

/** A message or timer to come. `lane` keeps its rows in order; `dedupe` makes the same thing once; `subject` lets it be taken back. */
export interface Errand {
  kind: string;
  payload: Record<string, unknown>;
  runAt: Instant;
  lane?: string;
  channel?: string;
  dedupe?: string;
  subject?: string;
}

const addRow = statement('outbox_add', (tx: Tx) =>
  tx
    .insert(outbox)
    .values({
      kind: sql.placeholder('kind'),
      payload: sql.placeholder('payload'),
      runAt: sql.placeholder('runAt'),
      lane: sql.placeholder('lane'),
      channel: sql.placeholder('channel'),
      dedupe: sql.placeholder('dedupe'),
      subject: sql.placeholder('subject'),
      createdAt: sql.placeholder('now'),
    })
    .onConflictDoNothing(),
);

/** Puts an errand into the outbox; one with the same `dedupe` is there already and stays as it is. */
export async function enqueue(tx: Tx, errand: Errand, now: Instant): Promise<void> {
  await addRow(tx, { lane: null, channel: null, dedupe: null, subject: null, ...errand, now });
}

/** Takes back everything about `subject` that has not begun, saying why. */
export async function takeBack(tx: Tx, subject: string, reason: string, now: Instant): Promise<{ messageIds: number[] }> {
  const gone = await tx
    .update(outbox)
    .set({ doneAt: now, result: 'skipped', reason })
    .where(and(eq(outbox.subject, subject), isNull(outbox.doneAt), eq(outbox.attempts, 0)))
    .returning({ payload: outbox.payload });
  return { messageIds: gone.map(({ payload }) => payload.messageId).filter((each) => typeof each === 'number') };
}

/** Plans again what was taken back about `subject` for that reason and is still to come. Messages that were written then are not: they may be wrong by now. */
export async function planAgain(tx: Tx, subject: string, reason: string, now: Instant): Promise<void> {
  const takenBack = and(eq(outbox.subject, subject), eq(outbox.kind, 'timer'), eq(outbox.result, 'skipped'), eq(outbox.reason, reason));
  await tx
    .update(outbox)
    .set({ doneAt: null, result: null, reason: null })
    .where(and(takenBack, sql`${outbox.runAt} > ${now}`));
}

/** Lets everything about `subject` go out now instead of later. */
export async function hurry(tx: Tx, subject: string, now: Instant): Promise<void> {
  await tx
    .update(outbox)
    .set({ runAt: now })
    .where(and(eq(outbox.subject, subject), isNull(outbox.doneAt), eq(outbox.attempts, 0)));
}

/** How long a worker may hold a row before it counts as dead. Longer than any deadline of a channel. */
export const leaseMs = 30_000;

const claimDue = statement('outbox_claim', (tx: Tx) => {
  // A lane that somebody works at is passed over by its name alone, however much of it is due.
  const isFree = sql`(${outbox.lane} is null or ${outbox.lane} not in
    (select held.lane from outbox as held where held.done_at is null and held.worker is not null and held.lane is not null))`;
  // An earlier row of the lane that is due or begun holds up the later ones; one planned for later does not.
  const waitsBehind = sql`exists (select 1 from outbox as earlier where earlier.lane = ${outbox.lane} and earlier.id < ${outbox.id}
    and earlier.done_at is null and (earlier.attempts > 0 or earlier.run_at <= ${sql.placeholder('now')}))`;
  // Who held a lane and died goes on first, whatever came due before it meanwhile: else each would wait for the other.
  const waitsBehindHeld = sql`exists (select 1 from outbox as earlier where earlier.lane = ${outbox.lane} and earlier.id < ${outbox.id}
    and earlier.done_at is null and earlier.worker is not null)`;
  const isFirst = sql`case when ${outbox.worker} is null then ${isFree} and not ${waitsBehind} else not ${waitsBehindHeld} end`;
  const due = tx.$with('due').as(
    skipLocked(
      tx
        .select({ id: outbox.id })
        .from(outbox)
        .where(and(isNull(outbox.doneAt), sql`${outbox.runAt} <= ${sql.placeholder('now')}`, isFirst))
        .orderBy(outbox.runAt)
        .limit(sql.placeholder('limit')),
    ),
  );
  return tx
    .with(due)
    .update(outbox)
    .set({ worker: slot(outbox.worker, 'worker'), runAt: slot(outbox.runAt, 'until'), attempts: sql`${outbox.attempts} + 1` })
    .where(inArray(outbox.id, tx.select({ id: due.id }).from(due)))
    .returning();
});

/** Takes at most `limit` due rows for `worker`, at most one of each lane. They come due again by themselves when the lease ends. */
export async function claim(tx: Tx, { worker, limit, now }: { worker: string; limit: number; now: Instant }): Promise<OutboxRow[]> {
  const rows = await claimDue(tx, { worker, limit, now, until: now + leaseMs });
  return rows.toSorted((a, b) => a.id - b.id);
}

const claimHead = statement('outbox_claim_next', (tx: Tx) => {
  const head = tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(eq(outbox.lane, sql.placeholder('lane')), isNull(outbox.doneAt)))
    .orderBy(outbox.id)
    .limit(1);
  return tx
    .update(outbox)
    .set({ worker: slot(outbox.worker, 'worker'), runAt: slot(outbox.runAt, 'until'), attempts: sql`${outbox.attempts} + 1` })
    .where(and(inArray(outbox.id, head), sql`${outbox.runAt} <= ${sql.placeholder('now')}`))
    .returning();
});

/** Takes the row that follows `row` in its lane, if it is due: the worker that ended one goes on without another look. */
export async function claimNext(tx: Tx, { lane, worker }: OutboxRow, now: Instant): Promise<OutboxRow | undefined> {
  if (lane === null) return undefined;
  const [next] = await claimHead(tx, { lane, worker, now, until: now + leaseMs });
  return next;
}

export type Result = 'sent' | 'done' | 'failed' | 'uncertain' | 'skipped';

const settleRow = statement('outbox_settle', (tx: Tx) =>
  tx
    .update(outbox)
    .set({ doneAt: slot(outbox.doneAt, 'now'), result: slot(outbox.result, 'result'), reason: slot(outbox.reason, 'reason') })
    .where(
      and(
        eq(outbox.id, sql.placeholder('id')),
        eq(outbox.worker, sql.placeholder('worker')),
        eq(outbox.attempts, sql.placeholder('attempts')),
      ),
    )
    .returning({ id: outbox.id }),
);

/** Ends a claimed row; false when the lease was lost and somebody else has it now. */
export async function settle(tx: Tx, row: OutboxRow, result: Result, reason: string | null, now: Instant): Promise<boolean> {
  const settled = await settleRow(tx, { id: row.id, worker: row.worker, attempts: row.attempts, result, reason, now });
  return settled.length > 0;
}

/** Gives a claimed row back to be tried again at `runAt`. */
export async function release(tx: Tx, row: OutboxRow, runAt: Instant, reason: string): Promise<void> {
  await tx
    .update(outbox)
    .set({ runAt, reason, worker: null, failures: row.failures + 1 })
    .where(and(eq(outbox.id, row.id), eq(outbox.attempts, row.attempts), isNull(outbox.doneAt)));
  // What stands behind it need not be looked at before then: a chat that is blocked for long costs the others nothing.
  if (row.lane !== null)
    await tx
      .update(outbox)
      .set({ runAt })
      .where(and(eq(outbox.lane, row.lane), isNull(outbox.doneAt), eq(outbox.attempts, 0), sql`${outbox.runAt} < ${runAt}`));
}

/** Whether a process died while it had this row: what it sent may or may not have arrived. */
export const mayHaveHappened = (row: OutboxRow): boolean => row.attempts - 1 > row.failures;
