import { sql } from 'drizzle-orm';
import { boolean, id, index, integer, json, table, text, uniqueIndex, word } from '../kit.ts';
import { clients, staff } from './people.ts';
import { actorKinds, type Localized, roles } from './words.ts';

/** Everything that happened. Append-only: the timeline, the journal, the rules and the reports read it. */
export const events = table(
  'events',
  {
    id: id(),
    at: integer().notNull(),
    type: text().notNull(),
    orderId: integer(),
    clientId: integer(),
    actorKind: word(actorKinds).notNull(),
    actorId: integer(),
    data: json<Record<string, unknown>>().notNull(),
    /** How many rules stand between this event and a person; a loop is cut at a depth. */
    depth: integer().notNull().default(0),
    /** False until the rules have followed it. */
    followed: boolean().notNull().default(false),
  },
  (t) => [
    index('events_order').on(t.orderId, t.id).where(sql`order_id is not null`),
    index('events_client').on(t.clientId, t.id).where(sql`client_id is not null`),
    index('events_unfollowed').on(t.id).where(sql`not followed`),
  ],
);

export const tasks = table(
  'tasks',
  {
    id: id(),
    title: json<Localized>().notNull(),
    /** Who does it; null is "anyone of the role". */
    assigneeId: integer().references(() => staff.id),
    role: word(roles).notNull(),
    orderId: integer(),
    clientId: integer().references(() => clients.id),
    dueAt: integer().notNull(),
    doneAt: integer(),
    doneById: integer(),
    comment: text(),
    /** What made it; a rule makes its task once per event. */
    origin: text().notNull(),
    createdAt: integer().notNull(),
  },
  (t) => [
    uniqueIndex('tasks_origin').on(t.origin),
    index('tasks_open').on(t.dueAt).where(sql`done_at is null`),
    index('tasks_assignee').on(t.assigneeId, t.dueAt).where(sql`done_at is null`),
    index('tasks_order').on(t.orderId).where(sql`order_id is not null`),
  ],
);

export interface Condition {
  field: string;
  op: 'is' | 'is-not' | 'more' | 'less' | 'in' | 'empty' | 'filled';
  value?: string | number | boolean | (string | number)[] | undefined;
}

export interface RuleAction {
  do: string;
  with: Record<string, unknown>;
}

/** When, if, then: a row that the owner reads, switches and edits. */
export const rules = table(
  'rules',
  {
    id: id(),
    position: integer().notNull(),
    title: json<Localized>().notNull(),
    event: text().notNull(),
    conditions: json<Condition[]>().notNull(),
    actions: json<RuleAction[]>().notNull(),
    enabled: boolean().notNull().default(true),
  },
  (t) => [index('rules_event').on(t.event, t.position)],
);

/** Why did it happen: what each rule did, to which order, because of which event. */
export const ruleRuns = table(
  'rule_runs',
  {
    id: id(),
    ruleId: integer()
      .notNull()
      .references(() => rules.id),
    eventId: integer().notNull(),
    orderId: integer(),
    at: integer().notNull(),
    /** done, waiting, stopped, cut, failed */
    result: text().notNull(),
    note: text(),
  },
  (t) => [uniqueIndex('rule_runs_once').on(t.ruleId, t.eventId), index('rule_runs_order').on(t.orderId)],
);

/** Messages to send and timers to fire: what is due is found by query, never kept in memory. */
export const outbox = table(
  'outbox',
  {
    id: id(),
    kind: text().notNull(),
    /** Rows of one lane go out one after another in the order of their ids; null: on its own. */
    lane: text(),
    channel: text(),
    payload: json<Record<string, unknown>>().notNull(),
    /** The same thing asked for twice is one row. */
    dedupe: text(),
    /** What it is about (`visit:7`, `order:41:due`): undone or moved things take their rows back by it. */
    subject: text(),
    /** Due then; a claim moves it into the future, which is the lease. */
    runAt: integer().notNull(),
    worker: text(),
    attempts: integer().notNull().default(0),
    /** Attempts that ended orderly; fewer than were begun means that a process died in one. */
    failures: integer().notNull().default(0),
    doneAt: integer(),
    /** sent, done, failed, uncertain, skipped */
    result: text(),
    reason: text(),
    createdAt: integer().notNull(),
  },
  (t) => [
    uniqueIndex('outbox_dedupe').on(t.dedupe).where(sql`dedupe is not null`),
    index('outbox_due').on(t.runAt).where(sql`done_at is null`),
    index('outbox_lane').on(t.lane, t.id).where(sql`done_at is null and lane is not null`),
    index('outbox_subject').on(t.subject).where(sql`done_at is null and subject is not null`),
    index('outbox_done').on(t.doneAt).where(sql`done_at is not null`),
  ],
);

export const settings = table('settings', {
  key: text().primaryKey(),
  value: json<unknown>().notNull(),
});
