import { and, eq, sql } from 'drizzle-orm';
import type { Instant } from '../../db/schema/words.ts';
import { ruleRuns, type rules } from '../../db/schema/work.ts';
import { statement, type Tx } from '../../db/store.ts';
import { enqueue } from '../../notifications/outbox.ts';
import { type EventRow, record } from '../events.ts';
import { findOpenOrderOf } from '../orders/find-client-orders.ts';
import { findOrder } from '../orders/load-order.ts';
import type { Shop } from '../shop.ts';
import type { Actions, Affair } from './action.ts';
import { fits } from './conditions.ts';

export type Rule = typeof rules.$inferSelect;

/** So many rules in a row may set each other off; then it is a loop and is cut. */
export const deepest = 8;

interface RunRule {
  rule: Rule;
  event: EventRow;
  shop: Shop;
  now: Instant;
  actions: Actions;
  /** The first action to run: a rule that waited goes on behind its wait. */
  from?: number;
}

const addRun = statement('rule_run_add', (tx: Tx) =>
  tx
    .insert(ruleRuns)
    .values({
      ruleId: sql.placeholder('ruleId'),
      eventId: sql.placeholder('eventId'),
      orderId: sql.placeholder('orderId'),
      at: sql.placeholder('now'),
      result: sql.placeholder('result'),
    })
    .onConflictDoNothing()
    .returning({ id: ruleRuns.id }),
);

/** Runs a rule for an event if its conditions fit, and writes into its log what it did. Once per rule and event. */
export async function runRule(tx: Tx, run: RunRule): Promise<void> {
  const { rule, event, now, from = 0 } = run;
  const first = await affairOf(tx, run);
  if (from === 0 && !(await fits(first, rule.conditions))) return;
  if (from > 0 && rule.actions[from - 1]?.do !== 'wait') return log(tx, run, 'stopped', 'the rest of the rule was changed meanwhile');
  if (event.depth >= deepest) return cut(tx, run);
  if (from === 0) {
    const [mine] = await addRun(tx, { ruleId: rule.id, eventId: event.id, orderId: event.orderId, now, result: 'done' });
    if (!mine) return;
  }
  const notes: string[] = [];
  for (const [index, { do: name, with: given }] of rule.actions.entries()) {
    if (index < from) continue;
    const action = run.actions.get(name);
    if (!action) throw new Error(`There is no action '${name}'`);
    // What the action before has changed, this one sees.
    const affair = index === from ? first : await affairOf(tx, run);
    const onward = await action.run({ ...affair, origin: `rule:${rule.id}:${event.id}:${index}` }, action.params.parse(given));
    if (!onward) continue;
    if ('note' in onward) notes.push(onward.note);
    else if ('stop' in onward) return log(tx, run, 'stopped', onward.stop);
    else return wait(tx, run, index + 1, onward.waitUntil);
  }
  if (from > 0 || notes.length > 0) await log(tx, run, 'done', notes.join('; ') || null);
}

async function affairOf(tx: Tx, { rule, event, shop, now }: RunRule): Promise<Affair> {
  const order = event.orderId !== null ? await findOrder(tx, event.orderId) : await findOpenOrderOf(tx, event.clientId);
  const known = { tx, event, order, clientId: event.clientId ?? order?.clientId };
  return {
    ...known,
    now,
    shop,
    rule,
    origin: '',
    by: { kind: 'automation', id: rule.id, depth: event.depth + 1 },
    fits: (conditions) => fits(known, conditions),
  };
}

/** The rest of the rule comes as a timer; it looks at the order anew then. */
async function wait(tx: Tx, run: RunRule, from: number, until: Instant): Promise<void> {
  const { rule, event, now } = run;
  const payload = { timer: 'rule', ruleId: rule.id, eventId: event.id, from };
  await enqueue(
    tx,
    {
      kind: 'timer',
      payload,
      runAt: until,
      dedupe: `rule:${rule.id}:${event.id}:${from}`,
      ...(event.orderId !== null && { subject: `waiting:${event.orderId}` }),
    },
    now,
  );
  await log(tx, run, 'waiting', null);
}

/** Rules that set each other off without end: this one does nothing, and says so. */
async function cut(tx: Tx, run: RunRule): Promise<void> {
  const { rule, event, now } = run;
  await addRun(tx, { ruleId: rule.id, eventId: event.id, orderId: event.orderId, now, result: 'cut' });
  if (event.type === 'rule.looped') return;
  await record(tx, { type: 'rule.looped', ruleId: rule.id, orderId: event.orderId }, { kind: 'automation', id: rule.id, depth: 0 }, now);
}

/** Writes the outcome of a run that has begun. */
export async function log(tx: Tx, { rule, event }: Pick<RunRule, 'rule' | 'event'>, result: string, note: string | null): Promise<void> {
  await tx
    .update(ruleRuns)
    .set({ result, note })
    .where(and(eq(ruleRuns.ruleId, rule.id), eq(ruleRuns.eventId, event.id)));
}
