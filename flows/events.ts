import { sql } from 'drizzle-orm';
import type { Actor, Instant, Localized } from '../db/schema/words.ts';
import { events } from '../db/schema/work.ts';
import { statement, type Tx } from '../db/store.ts';

type Part = 'responsible' | 'maker' | 'driver';

/** What the shop is made of and its owner may change. */
export type ShopPart = 'settings' | 'stage' | 'rule' | 'template' | 'section' | 'product' | 'staff' | 'account';

/** What it was and what it is, by column. */
export type Changes = Record<string, { from: unknown; to: unknown }>;

/** Everything that can happen in the business. Names are in the past tense; the owner's rules listen to them. */
export type BusinessEvent =
  | { type: 'client.appeared'; clientId: number; channel: string }
  | { type: 'client.asked'; clientId: number; messageId: number; text: string }
  | { type: 'client.wrote-away'; clientId: number; opensAt: number; text: string }
  | { type: 'client.answered'; clientId: number; messageId: number }
  | { type: 'client.chat-closed'; clientId: number }
  /** A client changed what they had written; a colleague what they had answered. */
  | { type: 'client.corrected'; clientId: number; messageId: number; from: string; to: string }
  | { type: 'client.answer-corrected'; clientId: number; messageId: number; from: string; to: string }
  /** Somebody whose card we have wrote from another channel. */
  | { type: 'client.connected'; clientId: number; channel: string }
  | { type: 'client.opted-out'; clientId: number; channel: string; marketing: boolean }
  | { type: 'client.opted-in'; clientId: number; channel: string; marketing: boolean }
  | { type: 'client.unreachable'; clientId: number; channel: string; why: string }
  /** `typed` is a phone number as it was typed, where it is kept otherwise. */
  | { type: 'client.edited'; clientId: number; changes: Changes; typed?: string }
  | { type: 'client.merged'; clientId: number; goneId: number; mergeId: number }
  | { type: 'client.merge-undone'; clientId: number; goneId: number; mergeId: number }
  | { type: 'client.told-apart'; clientId: number; otherId: number }
  | { type: 'client.viewed'; clientId: number }
  | { type: 'order.placed'; orderId: number; clientId: number; total: number; source: string | null; utm?: Record<string, string> }
  | { type: 'order.taken'; orderId: number; clientId: number; staffId: number; part: Part }
  | { type: 'order.assigned'; orderId: number; clientId: number; part: Part; from: number | null; to: number }
  | {
      type: 'order.moved';
      orderId: number;
      clientId: number;
      from: number;
      to: number;
      visitId: number;
      way: 'forward' | 'back' | 'lost' | 'won';
      reason: string | null;
    }
  | { type: 'order.set-out'; orderId: number; clientId: number; visitId: number }
  | { type: 'order.restored'; orderId: number; clientId: number; from: number; to: number; visitId: number; reason: string }
  | { type: 'order.move-undone'; orderId: number; clientId: number; from: number; to: number; visitId: number }
  | { type: 'order.rescheduled'; orderId: number; clientId: number; from: number | null; to: number }
  | { type: 'order.confirmed'; orderId: number; clientId: number; dueAt: number }
  | { type: 'order.edited'; orderId: number; clientId: number; changes: Changes }
  | { type: 'order.viewed'; orderId: number; clientId: number; what: 'page' | 'allergies' }
  | { type: 'order.noted'; orderId: number; clientId: number; text: string }
  | { type: 'client.noted'; clientId: number; text: string }
  | { type: 'order.photographed'; orderId: number; clientId: number; attachmentId: number; purpose: 'reference' | 'ready' }
  | { type: 'order.no-answer'; orderId: number; clientId: number; visitId?: number }
  | { type: 'order.allergies-asked'; orderId: number; clientId: number }
  | { type: 'order.unpaid-allowed'; orderId: number; clientId: number }
  | { type: 'order.stalled'; orderId: number; clientId: number; visitId: number; stageId: number }
  | { type: 'payment.received'; orderId: number; clientId: number; amount: number; paid: number; total: number }
  | { type: 'payment.returned'; orderId: number; clientId: number; amount: number; paid: number; total: number }
  | { type: 'reminder.due'; orderId: number; clientId: number; reminder: string }
  | { type: 'task.created'; taskId: number; orderId: number | null; clientId: number | null }
  | { type: 'task.done'; taskId: number; orderId: number | null; clientId: number | null }
  | { type: 'task.postponed'; taskId: number; orderId: number | null; clientId: number | null; to: number }
  | { type: 'task.reassigned'; taskId: number; orderId: number | null; clientId: number | null; from: number | null; to: number }
  | { type: 'task.overdue'; taskId: number; orderId: number | null; clientId: number | null }
  | { type: 'call.came'; callId: number; orderId: number | null; clientId: number | null }
  | { type: 'call.placed'; callId: number; orderId: number | null; clientId: number | null }
  | { type: 'call.answered'; callId: number; orderId: number | null; clientId: number | null }
  | { type: 'call.ended'; callId: number; orderId: number | null; clientId: number | null; inSeconds: number }
  | { type: 'call.missed'; callId: number; orderId: number | null; clientId: number | null }
  | { type: 'call.failed'; callId: number; orderId: number | null; clientId: number | null; why: string }
  | { type: 'call.recorded'; callId: number; orderId: number | null; clientId: number | null; inSeconds: number }
  | { type: 'call.message-left'; callId: number; orderId: number | null; clientId: number | null; inSeconds: number }
  | { type: 'message.retried'; messageId: number; clientId: number | null }
  | { type: 'message.failed'; messageId: number; clientId: number | null; why: string }
  /** A message that did not arrive went on by another way; `to` is a channel, or `call`. */
  | {
      type: 'message.rerouted';
      messageId: number;
      nextId: number | null;
      clientId: number;
      orderId: number | null;
      from: string;
      to: string;
      why: string;
    }
  /** The owner's limit for a channel that costs money is used up: `number`, `day` or `month`. */
  | { type: 'spending.limit-reached'; channel: string; limit: string; parts: number }
  | { type: 'update.failed'; channel: string; inboxId: number }
  /** A list or a report left as a spreadsheet. */
  | { type: 'list.exported'; title: Localized }
  | { type: 'staff.invited'; staffId: number }
  | { type: 'staff.joined'; staffId: number; channel: string }
  | { type: 'staff.removed'; staffId: number }
  | { type: 'account.opened'; staffId: number }
  | { type: 'account.signed-in'; staffId: number; device: string }
  | { type: 'staff.came'; staffId: number }
  | { type: 'staff.left'; staffId: number }
  | { type: 'draft.made'; draftId: number; clientId: number | null }
  | { type: 'draft.closed'; draftId: number; clientId: number | null; orderId: number | null; how: 'order' | 'attached' | 'dropped' }
  | { type: 'source.made'; sourceId: number; title: string }
  | { type: 'source.removed'; sourceId: number; title: string }
  | { type: 'access.denied'; staffId: number; what: string }
  | { type: 'key.made'; keyId: number; title: string; scopes: string[] }
  | { type: 'key.revoked'; keyId: number }
  | { type: 'webhook.added'; webhookId: number; host: string }
  | { type: 'webhook.switched'; webhookId: number; enabled: boolean }
  | { type: 'webhook.changed'; webhookId: number; host: string }
  | { type: 'webhook.secret-changed'; webhookId: number }
  | { type: 'webhook.tested'; webhookId: number }
  | { type: 'webhook.removed'; webhookId: number }
  | { type: 'goal.set'; goalId: number; staffId: number | null }
  | { type: 'goal.removed'; goalId: number; staffId: number | null }
  | { type: 'rule.looped'; ruleId: number; orderId: number | null }
  | {
      type: 'shop.changed';
      part: ShopPart;
      /** The row's number; null for what there is but one of. */
      id: number | null;
      /** What it is called, as it was called then. */
      title: Localized;
      how: 'added' | 'changed' | 'removed';
      changes: Changes;
    };

export type EventType = BusinessEvent['type'];
export type EventOf<T extends EventType> = Extract<BusinessEvent, { type: T }>;

/** Who acts, after how many rules in a row (0: a person), and through which door: a channel, or the panel with its browser. */
export type By = Actor & { depth?: number; door?: string };

/** An event as it is read back from the table. */
export type EventRow = typeof events.$inferSelect;

const addEvent = statement('events_add', (tx: Tx) =>
  tx
    .insert(events)
    .values({
      at: sql.placeholder('at'),
      type: sql.placeholder('type'),
      orderId: sql.placeholder('orderId'),
      clientId: sql.placeholder('clientId'),
      actorKind: sql.placeholder('actorKind'),
      actorId: sql.placeholder('actorId'),
      data: sql.placeholder('data'),
      depth: sql.placeholder('depth'),
    })
    .returning({ id: events.id }),
);

/** Writes down that something happened, in the same transaction as the change itself. Returns the event's number. */
export async function record(tx: Tx, event: BusinessEvent, by: By, now: Instant): Promise<number> {
  const { type, ...what } = event;
  const data = by.door === undefined ? what : { ...what, door: by.door };
  const [row] = await addEvent(tx, {
    at: now,
    type,
    orderId: ('orderId' in event ? event.orderId : null) ?? null,
    clientId: ('clientId' in event ? event.clientId : null) ?? null,
    actorKind: by.kind,
    actorId: by.id ?? null,
    data,
    depth: by.depth ?? 0,
  });
  if (!row) throw new Error('The event was not written');
  return row.id;
}
