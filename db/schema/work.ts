import { sql } from 'drizzle-orm';
import { boolean, id, index, integer, json, oneOf, table, text, uniqueIndex, word } from '../kit.ts';
import { clients, staff } from './people.ts';
import { actorKinds, callDirections, callStates, type Localized, roles } from './words.ts';

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
    index('tasks_done').on(t.doneAt, t.doneById, t.dueAt).where(sql`done_at is not null`),
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
    /** Set when the owner took the rule away; what it did keeps its title. */
    removedAt: integer(),
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
    index('outbox_due').on(t.runAt, t.lane, t.worker).where(sql`done_at is null`),
    index('outbox_held').on(t.lane).where(sql`done_at is null and worker is not null and lane is not null`),
    index('outbox_lane').on(t.lane, t.id).where(sql`done_at is null and lane is not null`),
    index('outbox_subject').on(t.subject).where(sql`done_at is null and subject is not null`),
    index('outbox_done').on(t.doneAt).where(sql`done_at is not null`),
  ],
);

export const goalKinds = ['paid-sum', 'orders', 'new-clients', 'average-order'] as const;

/** A norm for a time, of one colleague or (without one) of the whole shop. */
export const goals = table(
  'goals',
  {
    id: id(),
    kind: word(goalKinds).notNull(),
    staffId: integer().references(() => staff.id),
    /** Minor units, or a count. */
    norm: integer().notNull(),
    /** Days in the shop's zone, both included. */
    fromDay: text().notNull(),
    untilDay: text().notNull(),
    createdAt: integer().notNull(),
    /** When it was first seen reached, which is said once. */
    reachedAt: integer(),
    removedAt: integer(),
  },
  (t) => [oneOf('goals_kind', t.kind, goalKinds), index('goals_until').on(t.untilDay)],
);

/** The message of a day that shows a colleague how the goals stand: it is rewritten, not repeated. */
export const goalMessages = table('goal_messages', {
  staffId: integer()
    .primaryKey()
    .references(() => staff.id),
  /** The shop's ISO date on which it came. */
  day: text().notNull(),
  messageId: integer().notNull(),
  identityId: integer().notNull(),
  /** The platform's id of what is shown, once known. */
  externalId: text(),
  /** What was last shown, so that the same is not sent again. */
  shown: text().notNull(),
});

/** A ready answer with fields of the order. */
export const templates = table('templates', {
  id: id(),
  position: integer().notNull(),
  title: json<Localized>().notNull(),
  text: json<Localized>().notNull(),
  removedAt: integer(),
});

/** Where clients come from: a flyer, a campaign, a page; its code stands in start links and QR codes. */
export const sources = table(
  'sources',
  {
    id: id(),
    code: text().notNull(),
    title: text().notNull(),
    byId: integer(),
    createdAt: integer().notNull(),
    removedAt: integer(),
  },
  (t) => [uniqueIndex('sources_code').on(t.code)],
);

/** A telephone call, in or out. */
export const calls = table(
  'calls',
  {
    id: id(),
    externalId: text().notNull(),
    direction: word(callDirections).notNull(),
    /** E.164 of the other side. */
    phone: text().notNull(),
    clientId: integer().references(() => clients.id),
    orderId: integer(),
    staffId: integer().references(() => staff.id),
    state: word(callStates).notNull(),
    startedAt: integer().notNull(),
    answeredAt: integer(),
    endedAt: integer(),
    recordingId: text(),
    recordingInSeconds: integer(),
  },
  (t) => [uniqueIndex('calls_external').on(t.externalId), index('calls_client').on(t.clientId), index('calls_started').on(t.startedAt)],
);

/** A message form that the platform keeps for us (WhatsApp buttons and approved texts), known again by its content. */
export const contentTemplates = table(
  'content_templates',
  {
    id: id(),
    hash: text().notNull(),
    sid: text().notNull(),
    kind: text().notNull(),
    language: text().notNull(),
    /** unsubmitted, pending, approved, rejected, paused */
    approval: text().notNull().default('unsubmitted'),
    checkedAt: integer(),
    createdAt: integer().notNull(),
  },
  (t) => [uniqueIndex('content_templates_hash').on(t.hash)],
);

/** A program's way in. Only the key's hash is kept. */
export const apiKeys = table(
  'api_keys',
  {
    id: id(),
    title: text().notNull(),
    keyHash: text().notNull(),
    /** Its last characters, to tell keys apart. */
    ending: text().notNull(),
    scopes: json<string[]>().notNull(),
    byId: integer(),
    createdAt: integer().notNull(),
    usedAt: integer(),
    /** From then on it opens nothing; null: it has no end. */
    expiresAt: integer(),
    revokedAt: integer(),
  },
  (t) => [uniqueIndex('api_keys_hash').on(t.keyHash)],
);

/** What a request with an `Idempotency-Key` was answered, to answer a repeat the same. */
export const apiAnswers = table(
  'api_answers',
  {
    id: id(),
    apiKeyId: integer().notNull(),
    key: text().notNull(),
    /** Of method, path and body: the same key with another request is refused. */
    requestHash: text().notNull(),
    status: integer().notNull(),
    body: json<unknown>().notNull(),
    at: integer().notNull(),
  },
  (t) => [uniqueIndex('api_answers_key').on(t.apiKeyId, t.key), index('api_answers_at').on(t.at)],
);

/** Another program that is told of events. */
export const webhooks = table('webhooks', {
  id: id(),
  url: text().notNull(),
  /** The signing secret, sealed. */
  sealedSecret: text().notNull(),
  /** The secret before, sealed: it signs too until the receiver has taken up the new one. */
  previousSecret: text(),
  previousUntil: integer(),
  /** Types of events; empty is all of them. */
  events: json<string[]>().notNull(),
  enabled: boolean().notNull().default(true),
  byId: integer(),
  createdAt: integer().notNull(),
  removedAt: integer(),
});

/** One event on its way to one webhook. */
export const webhookDeliveries = table(
  'webhook_deliveries',
  {
    id: id(),
    webhookId: integer()
      .notNull()
      .references(() => webhooks.id),
    eventId: integer().notNull(),
    /** waiting, delivered, failed */
    state: text().notNull(),
    attempts: integer().notNull().default(0),
    status: integer(),
    reason: text(),
    createdAt: integer().notNull(),
    doneAt: integer(),
  },
  (t) => [uniqueIndex('webhook_deliveries_once').on(t.webhookId, t.eventId), index('webhook_deliveries_created').on(t.createdAt)],
);

/** What a colleague forwarded to the bot, until it is an order, belongs to one or is thrown away. */
export const drafts = table(
  'drafts',
  {
    id: id(),
    /** Who forwarded it. */
    staffId: integer()
      .notNull()
      .references(() => staff.id),
    /** The client who is known already. */
    clientId: integer().references(() => clients.id),
    /** Who wrote it, as the messenger says. */
    author: text(),
    /** E.164. */
    phone: text(),
    text: text().notNull().default(''),
    /** Pictures, voices and files, by the numbers of their attachments. */
    attachments: json<number[]>().notNull().default([]),
    /** Things that were sent together make one draft. */
    album: text(),
    orderId: integer(),
    createdAt: integer().notNull(),
    closedAt: integer(),
  },
  (t) => [uniqueIndex('drafts_album').on(t.staffId, t.album), index('drafts_client').on(t.clientId)],
);

export const settings = table('settings', {
  key: text().primaryKey(),
  value: json<unknown>().notNull(),
});
