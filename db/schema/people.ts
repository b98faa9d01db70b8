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
  },
  (t) => [oneOf('clients_status', t.status, clientStatuses), index('clients_phone').on(t.phone)],
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
  },
  (t) => [uniqueIndex('invites_code').on(t.codeHash)],
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
