import { sql } from 'drizzle-orm';
import { boolean, id, index, integer, json, oneOf, table, text, uniqueIndex, word } from '../kit.ts';
import { clientStatuses, languages, type Role } from './words.ts';

export const staff = table('staff', {
  id: id(),
  name: text().notNull(),
  roles: json<Role[]>().notNull(),
  language: word(languages).notNull(),
  phone: text(),
  onShift: boolean().notNull().default(true),
  createdAt: integer().notNull(),
  /** Set once a colleague has left: from then on every door answers "no access". */
  removedAt: integer(),
});

export const clients = table(
  'clients',
  {
    id: id(),
    name: text(),
    language: word(languages).notNull(),
    status: word(clientStatuses).notNull().default('new'),
    responsibleId: integer().references(() => staff.id),
    /** E.164. */
    phone: text(),
    /** Since when we know the number to be theirs: their own phone told it, they wrote or called from it, a colleague wrote it down. Null while it was only said. */
    phoneConfirmedAt: integer(),
    source: text(),
    birthday: text(),
    fields: json<Record<string, string>>().notNull().default({}),
    /** When the client agreed, by purpose: `data`, `allergies`, `marketing`. */
    consents: json<Record<string, number>>().notNull().default({}),
    /** Lower case, ё→е: name, phone, user names; what a search by any piece looks through. */
    search: text().notNull().default(''),
    ordersCount: integer().notNull().default(0),
    ordersSum: integer().notNull().default(0),
    lastOrderAt: integer(),
    createdAt: integer().notNull(),
    /** The card this one was merged into. */
    mergedInto: integer(),
    /** Since when the client waits for a person's answer; null when nobody has to answer. */
    waitingSince: integer(),
    /** The channel the client asked to be written on. */
    preferredChannel: text(),
  },
  (t) => [
    oneOf('clients_status', t.status, clientStatuses),
    index('clients_phone').on(t.phone),
    index('clients_waiting').on(t.waitingSince).where(sql`waiting_since is not null`),
    index('clients_last_order').on(t.lastOrderAt),
    index('clients_sum').on(t.ordersSum),
    index('clients_orders').on(t.ordersCount, t.mergedInto),
    index('clients_status').on(t.status),
    index('clients_created').on(t.createdAt),
  ],
);

/** Two cards made one, with all it takes to make them two again. */
export const merges = table(
  'merges',
  {
    id: id(),
    keptId: integer()
      .notNull()
      .references(() => clients.id),
    goneId: integer()
      .notNull()
      .references(() => clients.id),
    /** What the kept card was before, and which rows came from the other one. */
    before: json<Record<string, unknown>>().notNull(),
    byId: integer(),
    at: integer().notNull(),
    undoneAt: integer(),
  },
  (t) => [index('merges_kept').on(t.keptId), index('merges_gone').on(t.goneId)],
);

/** A pair that looks like one person and was said to be two. */
export const distinctClients = table(
  'distinct_clients',
  { id: id(), lowId: integer().notNull(), highId: integer().notNull(), byId: integer(), at: integer().notNull() },
  (t) => [uniqueIndex('distinct_clients_pair').on(t.lowId, t.highId)],
);

/** A person's address on one channel. One person has many. */
export const identities = table(
  'identities',
  {
    id: id(),
    channel: text().notNull(),
    address: text().notNull(),
    clientId: integer().references(() => clients.id),
    staffId: integer().references(() => staff.id),
    name: text(),
    createdAt: integer().notNull(),
    /** Why nothing is sent here any more: blocked, opted out, no such number. */
    closedAt: integer(),
    closedWhy: text(),
  },
  (t) => [
    uniqueIndex('identities_address').on(t.channel, t.address),
    index('identities_client').on(t.clientId),
    index('identities_staff').on(t.staffId),
  ],
);

/** A link of ours that a client took from one channel to another; each is good once, and only the code's hash is kept. */
export const joins = table(
  'joins',
  {
    id: id(),
    codeHash: text().notNull(),
    /** Whose link it was. */
    clientId: integer()
      .notNull()
      .references(() => clients.id),
    /** Who opened it and stayed a client of their own: perhaps the same person, for a colleague to say. */
    metId: integer().references(() => clients.id),
    channel: text().notNull(),
    at: integer().notNull(),
  },
  (t) => [uniqueIndex('joins_code').on(t.codeHash), index('joins_client').on(t.clientId), index('joins_met').on(t.metId)],
);

/** A one-time way in for a colleague; only the code's hash is kept. */
export const invites = table(
  'invites',
  {
    id: id(),
    codeHash: text().notNull(),
    staffId: integer()
      .notNull()
      .references(() => staff.id),
    createdAt: integer().notNull(),
    expiresAt: integer().notNull(),
    usedAt: integer(),
    /** Where it leads: to the staff bot, or to a login of one's own in the panel. */
    purpose: word(['bot', 'panel']).notNull().default('bot'),
  },
  (t) => [uniqueIndex('invites_code').on(t.codeHash)],
);

/** A colleague's way into the panel. */
export const accounts = table(
  'accounts',
  {
    id: id(),
    staffId: integer()
      .notNull()
      .references(() => staff.id),
    /** Lower case. */
    login: text().notNull(),
    /** Argon2id with its parameters and salt. */
    passwordHash: text().notNull(),
    /** Signing in also needs a tap in the colleague's messenger. */
    secondStep: boolean().notNull().default(false),
    changedAt: integer().notNull(),
  },
  (t) => [uniqueIndex('accounts_login').on(t.login), uniqueIndex('accounts_staff').on(t.staffId)],
);

/** A browser that is signed in. Only the hash of its cookie is kept. */
export const sessions = table(
  'sessions',
  {
    id: text().primaryKey(),
    staffId: integer(),
    /** A signing in that still waits for the tap in the messenger. */
    pendingStaffId: integer(),
    /** How the colleague knows the browser again in a list: "Chrome, Windows". */
    device: text(),
    createdAt: integer().notNull(),
    seenAt: integer().notNull(),
    expiresAt: integer().notNull(),
  },
  (t) => [index('sessions_staff').on(t.staffId), index('sessions_expires').on(t.expiresAt)],
);

/** Failed attempts to sign in, by account, address and pair of both. */
export const loginAttempts = table(
  'login_attempts',
  { key: text().primaryKey(), count: integer().notNull(), since: integer().notNull() },
  (t) => [index('login_attempts_since').on(t.since)],
);

/** Health data, apart from everything else and sealed (AES-256-GCM); written only with consent. */
export const allergies = table(
  'allergies',
  {
    id: id(),
    clientId: integer()
      .notNull()
      .references(() => clients.id),
    orderId: integer(),
    sealed: text().notNull(),
    consentedAt: integer().notNull(),
  },
  (t) => [index('allergies_client').on(t.clientId), index('allergies_order').on(t.orderId).where(sql`order_id is not null`)],
);
