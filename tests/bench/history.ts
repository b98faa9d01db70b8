import Database from 'better-sqlite3';
import { days, hours, minutes } from '../../notifications/time.ts';
import { type Random, randomOf } from '../proofs/parts/random.ts';

/** Three years of a large bakery, written with the bare driver: orders with items, payments, visits, tasks and answers, in the shape that the commands give them. */
export interface History {
  orders: number;
  now: number;
  /** Products that are on sale, and colleagues by what they do. */
  products: readonly number[];
  managers: readonly number[];
  cooks: readonly number[];
  drivers: readonly number[];
}

const historyMs = days(3 * 365);
const sources = ['instagram', 'friends', 'maps', 'site', 'vk', 'phone', 'flyer', null];
const reasons = ['price', 'unpaid', 'no-answer', 'changed-mind', 'date', 'elsewhere'];
const rowsAtOnce = 20_000;

/** Fills a migrated, opened shop. Its indexes are made anew at the end, which is many times faster than keeping them up. */
export function writeHistory(path: string, history: History): void {
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = OFF');
  db.pragma('foreign_keys = OFF'); // answers without a chat
  db.pragma('cache_size = -262144');
  const indexes = db
    .prepare(
      "select name, sql from sqlite_master where type = 'index' and sql is not null and tbl_name in ('orders','order_items','payments','stage_visits','clients','tasks','messages')",
    )
    .all() as { name: string; sql: string }[];
  const triggers = db.prepare("select name, sql from sqlite_master where type = 'trigger'").all() as { name: string; sql: string }[];
  for (const { name } of triggers) db.exec(`drop trigger "${name}"`);
  for (const { name } of indexes) db.exec(`drop index "${name}"`);
  const writer = new Writer(db, history);
  for (let from = 0; from < history.orders; from += rowsAtOnce)
    db.transaction(() => {
      for (let n = from; n < Math.min(from + rowsAtOnce, history.orders); n++) writer.order(n);
    })();
  for (const { sql } of [...indexes, ...triggers]) db.exec(sql);
  db.exec("insert into client_index (client_index) values ('rebuild')");
  db.exec('analyze');
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}

/** A shop that never closes anything: so many of the last orders stand open, spread over the stages. */
export function reopenLast(path: string, count: number): void {
  const db = new Database(path);
  db.prepare(
    `update orders set outcome = 'open', closed_at = null, stage_id = 1 + id % ?, stage_since = created_at where id > (select max(id) from orders) - ?`,
  ).run(stage.pickup, count);
  db.exec('analyze');
  db.close();
}

/** Positions of the bakery's pipeline; its stages have these numbers in a fresh shop. */
const stage = { new: 1, payment: 2, workshop: 3, baking: 4, delivery: 5, pickup: 6, delivered: 7, handedOver: 8, cancelled: 9 } as const;

class Writer {
  readonly #random: Random = randomOf(7);
  readonly #history: History;
  readonly #insert: Record<string, Database.Statement>;
  #visits = 0;

  constructor(db: Database.Database, history: History) {
    this.#history = history;
    const into = (table: string, columns: string) =>
      db.prepare(
        `insert into ${table} (${columns}) values (${columns
          .split(',')
          .map(() => '?')
          .join(',')})`,
      );
    this.#insert = {
      client: into(
        'clients',
        'id,name,language,status,phone,source,fields,consents,search,orders_count,orders_sum,last_order_at,created_at',
      ),
      order: into(
        'orders',
        'id,origin,pipeline_id,stage_id,stage_since,visit_id,outcome,closed_at,loss_reason,reached,client_id,responsible_id,maker_id,driver_id,items_total,delivery_fee,total,paid,due_at,due_until,fulfilment,address,contact_name,contact_phone,source,version,created_at',
      ),
      item: into('order_items', 'order_id,product_id,title,unit,amount,options,total'),
      payment: into('payments', 'order_id,amount,method,origin,by_id,at'),
      visit: into('stage_visits', 'id,order_id,stage_id,entered_at,left_at,entered_by_kind,entered_by_id,previous_id'),
      task: into('tasks', 'title,assignee_id,role,order_id,due_at,done_at,done_by_id,origin,created_at'),
      reply: into('messages', 'direction,channel,identity_id,client_id,staff_id,text,state,waited_ms,at'),
    };
  }

  /** One order with all that belongs to it. Every third is a new client's. */
  order(n: number): void {
    const random = this.#random;
    const { orders, now, products, managers, cooks, drivers } = this.#history;
    const id = n + 1;
    const createdAt = now - Math.round((historyMs * (orders - n)) / orders);
    const dueAt = createdAt + days(2) + Math.round(random.next() * days(5));
    const delivery = random.chance(55);
    const clientId = n % 3 === 0 ? n / 3 + 1 : 1 + random.between(0, Math.floor(n / 3));
    const total = random.between(20, 600) * 10_000;
    const source = random.pick(sources);
    if (n % 3 === 0) {
      const name = `Клиент ${clientId}`;
      this.#insert.client?.run(
        clientId,
        name,
        'ru',
        'customer',
        `+7900${String(clientId).padStart(7, '0')}`,
        source,
        '{}',
        '{}',
        name.toLowerCase(),
        3,
        total * 3,
        createdAt,
        createdAt,
      );
    }
    const steps = this.#course(createdAt, dueAt, delivery).filter(({ at }) => at <= now);
    const last = steps.at(-1) ?? { stage: stage.new, at: createdAt };
    const outcome = last.stage === stage.cancelled ? 'lost' : last.stage >= stage.delivered ? 'won' : 'open';
    const reached = Math.max(...steps.filter((step) => step.stage !== stage.cancelled).map((step) => step.stage));
    const responsible = random.pick(managers);
    const paid = outcome === 'won' ? total : reached > stage.payment && outcome === 'open' ? total / 2 : 0;
    this.#insert.order?.run(
      ...[id, `bench:${id}`, 1, last.stage, last.at, this.#visits + steps.length, outcome, outcome === 'open' ? null : last.at],
      ...[
        outcome === 'lost' ? random.pick(reasons) : null,
        reached,
        clientId,
        responsible,
        reached >= stage.baking ? random.pick(cooks) : null,
      ],
      ...[delivery && reached >= stage.delivery ? random.pick(drivers) : null, total, 0, total, paid, dueAt, dueAt + hours(2)],
      ...[
        delivery ? 'delivery' : 'pickup',
        delivery ? 'ул. Ленина, 5' : null,
        `Клиент ${clientId}`,
        '+79000000000',
        source,
        steps.length,
        createdAt,
      ],
    );
    for (const amount of [total / 2, total / 2])
      this.#insert.item?.run(id, random.pick(products), '{"ru":"Торт","en":"Cake"}', 'kg', random.between(2, 8) * 500, '[]', amount);
    if (paid > 0) this.#insert.payment?.run(id, total / 2, 'online', `bench:${id}:1`, null, steps[2]?.at ?? createdAt);
    if (paid === total) this.#insert.payment?.run(id, total / 2, 'card', `bench:${id}:2`, responsible, last.at);
    for (const [index, step] of steps.entries()) {
      const visit = ++this.#visits;
      this.#insert.visit?.run(
        visit,
        id,
        step.stage,
        step.at,
        steps[index + 1]?.at ?? null,
        'staff',
        responsible,
        index > 0 ? visit - 1 : null,
      );
    }
    const doneAt = createdAt + minutes(random.between(2, 14));
    this.#insert.task?.run(
      '{"ru":"Связаться","en":"Call"}',
      responsible,
      'manager',
      id,
      createdAt + minutes(10),
      doneAt < now ? doneAt : null,
      doneAt < now ? responsible : null,
      `bench:${id}`,
      createdAt,
    );
    if (n % 3 === 1)
      this.#insert.reply?.run(
        'out',
        'web',
        1,
        clientId,
        responsible,
        'Да, конечно',
        'read',
        minutes(random.between(1, 40)),
        createdAt + hours(1),
      );
  }

  #course(createdAt: number, dueAt: number, delivery: boolean): { stage: number; at: number }[] {
    const random = this.#random;
    const agreed = createdAt + minutes(random.between(5, 90));
    const paid = agreed + minutes(random.between(20, 2000));
    const steps: { stage: number; at: number }[] = [
      { stage: stage.new, at: createdAt },
      { stage: stage.payment, at: agreed },
    ];
    if (random.chance(9)) return [...steps, { stage: stage.cancelled, at: agreed + hours(random.between(10, 80)) }];
    return [
      ...steps,
      { stage: stage.workshop, at: paid },
      { stage: stage.baking, at: Math.max(paid, dueAt - hours(20)) },
      { stage: delivery ? stage.delivery : stage.pickup, at: Math.max(paid, dueAt - hours(2)) },
      { stage: delivery ? stage.delivered : stage.handedOver, at: Math.max(paid, dueAt + minutes(random.between(5, 150))) },
    ];
  }
}
