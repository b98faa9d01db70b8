import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { dialect } from '../db/kit.ts';
import { fileOf } from '../db/open.ts';
import { openShop } from './whole-shop.ts';

/** Tables that grow with the business. A shop has few stages, rules, products, settings and colleagues, so those may be read whole. */
const growing = [
  'orders',
  'order_items',
  'stage_visits',
  'clients',
  'identities',
  'conversations',
  'messages',
  'attachments',
  'cards',
  'tasks',
  'events',
  'outbox',
  'inbox',
  'rule_runs',
  'payments',
  'allergies',
  'web_messages',
];

/** Inserts show the scans of foreign keys that only deferred ones would do; the night's deletes may take their time. */
const isHot = (source: string): boolean => !/^\s*(insert|delete)/i.test(source);

const scansGrowing = (detail: string): boolean => growing.some((name) => detail.startsWith(`SCAN ${name}`) && !detail.includes('USING'));

/** The addresses of one person and the tasks of one order are a handful, found by index: sorting those is nothing. */
const handful = [/from "identities".*"(client|staff)_id" = \?/s, /from "tasks".*"order_id" = \?/s];
const sortsGrowing = (detail: string, source: string): boolean =>
  detail.includes('USE TEMP B-TREE') &&
  growing.some((name) => source.includes(`from "${name}"`)) &&
  !handful.some((each) => each.test(source));

/** Every statement that the driver is asked to prepare while `work` runs. */
async function statementsOf(work: () => Promise<void>): Promise<string[]> {
  const prepare = Database.prototype.prepare;
  const seen = new Set<string>();
  Database.prototype.prepare = function (this: Database.Database, source: string) {
    seen.add(source);
    return prepare.call(this, source);
  } as typeof prepare;
  try {
    await work();
  } finally {
    Database.prototype.prepare = prepare;
  }
  return [...seen].filter((source) => /^\s*(select|insert|update|delete|with)/i.test(source));
}

test.runIf(dialect === 'sqlite')(
  'no hot query reads a growing table whole or sorts it by hand: an order, a question, a take and a move',
  async () => {
    let url = '';
    const statements = await statementsOf(async () => {
      const shop = await openShop();
      url = shop.anna.config.databaseUrl;
      const manager = await shop.colleague('Olga', 'manager');
      const client = shop.client('Maria');
      await client.says('/start');
      await client.says('/order');
      for (const answer of [
        /^Custom cakes/,
        /^Honey/,
        /Classic/,
        /./,
        /kg/,
        /No inscription/,
        /That/,
        /No wishes/,
        /No photo/,
        /^No/,
        /pick it up/,
        /\d\d\/\d\d/,
        /\d\d:00/,
        /Maria/,
      ])
        await client.presses(answer);
      await client.says('+7 912 345-67-89');
      await client.presses(/Confirm|Agree/);
      await client.says('Is there anything without nuts?');
      await manager.presses(/Take/);
      await shop.passes(11 * 60_000);
    });
    const db = new Database(fileOf(url), { readonly: true });
    const bad = statements.filter(isHot).flatMap((source) => {
      const plan = db.prepare(`explain query plan ${source.replaceAll('?', 'null')}`).all() as { detail: string }[];
      const details = plan.map(({ detail }) => detail).filter((detail) => scansGrowing(detail) || sortsGrowing(detail, source));
      return details.map((detail) => `${detail} in ${source.slice(0, 200)}`);
    });
    db.close();
    expect(statements.length).toBeGreaterThan(30);
    expect(bad).toEqual([]);
  },
);
