import { sql } from 'drizzle-orm';
import { boolean, id, index, integer, json, oneOf, table, text, uniqueIndex, word } from '../kit.ts';
import { clients, identities, staff } from './people.ts';
import { messageStates } from './words.ts';

/** Every update that was ever taken, once: the unique index is what stops a repeat. */
export const inbox = table(
  'inbox',
  {
    id: id(),
    channel: text().notNull(),
    externalId: text().notNull(),
    identityId: integer().notNull(),
    receivedAt: integer().notNull(),
    /** Kept only when the update could not be handled. */
    failure: text(),
    raw: json<unknown>(),
  },
  (t) => [uniqueIndex('inbox_external').on(t.channel, t.externalId), index('inbox_received').on(t.receivedAt)],
);

/** A dialog that waits until the one above it is over. */
export interface Paused {
  dialog: string;
  draft: number;
  answers: Record<string, unknown>;
}

/** What has just happened in a conversation: of use for moments, and no answer to anything. */
export interface Recent {
  /** The open question was shown anew for a press that came too late: those behind it need no second one. */
  redrawn?: { version: number; at: number } | undefined;
  /** Words that reached nobody, to be sent after all by one tap. */
  held?: { text: string; at: number } | undefined;
  /** A text as long as the platform lets one be: the next one may be its end. `lineId` is what it became. */
  cut?: { at: number; lineId?: number | undefined } | undefined;
}

/** Where one person stands with us on one address: the lane's lock and the memory of the dialog. */
export const conversations = table(
  'conversations',
  {
    id: id(),
    identityId: integer()
      .notNull()
      .references(() => identities.id),
    dialog: text(),
    step: text(),
    /** The version at which the present dialog was opened: with the conversation's id it names the draft. */
    draft: integer().notNull().default(0),
    answers: json<Record<string, unknown>>().notNull().default({}),
    paused: json<Paused[]>().notNull().default([]),
    /** Grows with every answer; buttons carry it, so an old one is known. */
    version: integer().notNull().default(1),
    /** A colleague has the floor: typed text goes to a person until "Done" or the next button. */
    withPerson: boolean().notNull().default(false),
    /** Choices of the last numbered menu, for channels without buttons. */
    menu: json<{ label: string; data: string }[]>().notNull().default([]),
    recent: json<Recent>().notNull().default({}),
    updatedAt: integer().notNull(),
  },
  (t) => [uniqueIndex('conversations_identity').on(t.identityId)],
);

/** What is left to try for a message that must reach its client. */
export interface Onward {
  /** Channels in their order; `call` makes it a task. */
  ways: string[];
  /** The message itself, as `notifications/message.ts` describes it. */
  message: Record<string, unknown>;
  /** Where an SMS goes when it is not the client's own number. */
  phone?: string | undefined;
  uselessAfter?: number | undefined;
}

export const messages = table(
  'messages',
  {
    id: id(),
    direction: word(['in', 'out']).notNull(),
    channel: text().notNull(),
    identityId: integer()
      .notNull()
      .references(() => identities.id),
    /** Whose thread it belongs to; the card of the client shows it. */
    clientId: integer().references(() => clients.id),
    orderId: integer(),
    /** The colleague who wrote it. */
    staffId: integer().references(() => staff.id),
    text: text().notNull(),
    state: word(messageStates).notNull(),
    reason: text(),
    /** The platform's id of the sent or received message. */
    externalId: text(),
    /** How many working milliseconds the client had waited for this answer of a colleague. */
    waitedMs: integer(),
    at: integer().notNull(),
    /** The parts it is billed as, where a channel costs money; null until it is about to leave. */
    parts: integer(),
    /** How the same goes on by another way while this one has not arrived; null when that is settled. */
    onward: json<Onward>(),
    /** When its writer changed the words that had been sent. */
    correctedAt: integer(),
    /** The colleague's own message that these words came as: address and platform id. An edit of it changes them. */
    writtenAs: text(),
    /** The client's line that a colleague is told of here, and how it is shown: a correction is shown in its place. */
    aboutId: integer(),
    shown: json<Record<string, unknown>>(),
  },
  (t) => [
    oneOf('messages_state', t.state, messageStates),
    index('messages_about').on(t.aboutId).where(sql`about_id is not null`),
    index('messages_written').on(t.writtenAs).where(sql`written_as is not null`),
    index('messages_billed').on(t.channel, t.at).where(sql`parts is not null`),
    index('messages_client').on(t.clientId, t.id).where(sql`client_id is not null`),
    index('messages_external').on(t.externalId, t.identityId).where(sql`external_id is not null`),
    index('messages_replies').on(t.staffId, t.at, t.waitedMs).where(sql`waited_ms is not null`),
  ],
);

/** A picture, voice or file somebody sent. Its bytes come later, fetched by the worker, and lie under their hash. */
export const attachments = table(
  'attachments',
  {
    id: id(),
    kind: word(['photo', 'voice', 'file']).notNull(),
    /** What it is for the order: the wished look, the ready cake. `unsent` came with an order form that nobody may ever send. */
    purpose: word(['reference', 'ready', 'chat', 'unsent']).notNull(),
    channel: text().notNull(),
    /** The platform's handle to fetch it by. */
    remoteId: text().notNull(),
    name: text(),
    mime: text(),
    size: integer(),
    /** File reference of `db/files.ts` once fetched. */
    file: text(),
    failure: text(),
    clientId: integer(),
    orderId: integer(),
    messageId: integer(),
    at: integer().notNull(),
  },
  (t) => [
    index('attachments_order').on(t.orderId).where(sql`order_id is not null`),
    index('attachments_client').on(t.clientId),
    index('attachments_unsent').on(t.at).where(sql`purpose = 'unsent'`),
  ],
);

/** The one living message per person and order. */
export const cards = table(
  'cards',
  {
    id: id(),
    identityId: integer()
      .notNull()
      .references(() => identities.id),
    staffId: integer()
      .notNull()
      .references(() => staff.id),
    orderId: integer().notNull(),
    /** The platform's id of the shown message; null until it was sent. */
    externalId: text(),
    /** Hash of what is shown, so that the same is never sent again. */
    shown: text(),
    updatedAt: integer().notNull(),
  },
  (t) => [uniqueIndex('cards_person_order').on(t.identityId, t.orderId), index('cards_order').on(t.orderId)],
);

/** What the chat on the site shows: this channel is its own platform and remembers like one. */
export const webMessages = table(
  'web_messages',
  {
    id: id(),
    identityId: integer()
      .notNull()
      .references(() => identities.id),
    mine: boolean().notNull(),
    body: json<Record<string, unknown>>().notNull(),
    at: integer().notNull(),
    /** Grows with every change, so that an open page asks only for what is new. */
    revision: integer().notNull(),
    removed: boolean().notNull().default(false),
  },
  (t) => [index('web_messages_identity').on(t.identityId, t.revision)],
);
