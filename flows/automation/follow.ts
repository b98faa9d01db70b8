import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { isPassing } from '../../db/errors.ts';
import type { Log } from '../../db/log.ts';
import { slot } from '../../db/rows.ts';
import type { Instant } from '../../db/schema/words.ts';
import { events, ruleRuns, rules } from '../../db/schema/work.ts';
import { type Reader, type Store, statement, type Tx } from '../../db/store.ts';
import type { EventRow } from '../events.ts';
import { goalsMoved } from '../goals/goals-moved.ts';
import { refreshCards } from '../orders/card.ts';
import { Refused } from '../refused.ts';
import { getShop } from '../shop.ts';
import { offerEvent } from '../webhooks/offer-event.ts';
import type { Actions } from './action.ts';
import { type Rule, runRule } from './run-rule.ts';

export interface Following {
  store: Store;
  actions: Actions;
  log: Pick<Log, 'error'>;
  now(): Instant;
}

const batch = 200;

const unfollowed = statement('events_unfollowed', (db: Reader) =>
  db
    .select({ id: events.id, orderId: events.orderId, clientId: events.clientId })
    .from(events)
    .where(sql`not ${events.followed}`)
    .orderBy(asc(events.id))
    .limit(sql.placeholder('limit')),
);

/**
 * Follows what happened since the last look: each event once, those of one order in their order, each in a transaction of its own; different
 * orders side by side, so that they share commits. Returns how many events it followed. One process at a time does this (`lease.ts`).
 */
export async function follow(following: Following): Promise<number> {
  const found = await unfollowed(following.store.read, { limit: batch });
  const lanes = Map.groupBy(found, ({ id, orderId, clientId }) =>
    orderId === null ? (clientId === null ? `event ${id}` : `client ${clientId}`) : `order ${orderId}`,
  );
  await Promise.all(
    [...lanes.values()].map(async (lane) => {
      for (const { id } of lane) await followEvent(id, following);
    }),
  );
  return found.length;
}

const takeEvent = statement('event_take', (tx: Tx) =>
  tx
    .update(events)
    .set({ followed: slot(events.followed, 'followed') })
    .where(and(eq(events.id, sql.placeholder('id')), sql`not ${events.followed}`))
    .returning(),
);

const rulesFor = statement('rules_for', (db: Reader) =>
  db
    .select()
    .from(rules)
    .where(and(eq(rules.event, sql.placeholder('event')), rules.enabled))
    .orderBy(asc(rules.position)),
);

async function followEvent(id: number, following: Following): Promise<void> {
  const { store, now } = following;
  await store.tx(async (tx) => {
    const [event] = await takeEvent(tx, { id, followed: true });
    if (!event) return;
    for (const rule of await rulesFor(tx, { event: event.type })) await tryRule(rule, event, following);
    await offerEvent(tx, event, now());
    await goalsMoved(tx, event, now());
    if (event.orderId !== null) await refreshCards(tx, event.orderId, now());
  });
}

/** A rule that fails leaves nothing behind but a line in its log; the others run on. */
async function tryRule(rule: Rule, event: EventRow, { store, actions, log, now }: Following): Promise<void> {
  try {
    await store.tx(async (tx) => runRule(tx, { rule, event, actions, now: now(), shop: await getShop(tx) }));
  } catch (error) {
    if (isPassing(error)) throw error; // the whole event runs again
    if (!(error instanceof Refused)) log.error({ err: error, ruleId: rule.id, eventId: event.id }, 'A rule failed');
    const note = noteOf(error);
    await store.tx(async (tx) => {
      const run = { ruleId: rule.id, eventId: event.id, orderId: event.orderId, at: now(), result: 'failed', note };
      await tx.insert(ruleRuns).values(run).onConflictDoNothing();
    });
  }
}

/** A refusal as its code with details, which the log's reader sees as a sentence; else what went wrong. */
function noteOf(error: unknown): string {
  if (error instanceof Refused) return JSON.stringify({ code: error.code, details: error.details });
  return error instanceof Error ? error.message.slice(0, 300) : 'failed';
}

/** Goes on with a rule that waited. A rule that the owner switched off meanwhile stays off. */
export async function goOnWithRule(
  tx: Tx,
  { ruleId, eventId, from }: { ruleId: number; eventId: number; from: number },
  { actions, now }: { actions: Actions; now: Instant },
): Promise<void> {
  const [event] = await tx.select().from(events).where(eq(events.id, eventId));
  const [rule] = await tx
    .select()
    .from(rules)
    .where(inArray(rules.id, [ruleId]));
  if (!event || !rule?.enabled) return;
  await runRule(tx, { rule, event, actions, now, shop: await getShop(tx), from });
}
