import Database from 'better-sqlite3';

/** The machine's limit: the capture and the advance as prepared statements on the bare driver, WAL, synchronous=FULL, one after another. */
export interface Raw {
  capture(): void;
  advance(): void;
  close(): void;
}

/** Opens a migrated file with the bare driver. `seed` names this run's clients and orders. */
export function openRaw(path: string): Raw {
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  const now = Date.now();
  const { stage, product } = sceneryOf(db);

  const client = db.prepare(
    `insert into clients (name, language, phone, fields, consents, search, created_at) values (?, 'ru', ?, '{}', '{}', ?, ?) on conflict do nothing returning id`,
  );
  const order =
    db.prepare(`insert into orders (origin, pipeline_id, stage_id, stage_since, reached, client_id, items_total, total, due_at, fulfilment, agreed, created_at)
    values (?, ?, ?, ?, 1, ?, 540000, 540000, ?, 'pickup', '{}', ?) returning id`);
  const item = db.prepare(
    `insert into order_items (order_id, product_id, title, unit, amount, options, total) values (?, ?, '{"ru":"Медовик"}', 'kg', 2000, '[]', 180000)`,
  );
  const event = db.prepare(
    `insert into events (at, type, order_id, client_id, actor_kind, actor_id, data) values (?, ?, ?, ?, 'client', ?, '{}')`,
  );
  const errand = db.prepare(
    `insert into outbox (kind, lane, channel, payload, run_at, created_at) values ('message', ?, 'telegram', ?, ?, ?)`,
  );
  const find = db.prepare('select stage_id as stageId, version from orders where id = ?');
  const move = db.prepare('update orders set stage_id = ?, stage_since = ?, version = version + 1 where id = ? and version = ?');
  const payload = JSON.stringify({ identityId: 1, address: '1', messageId: 1, message: { text: 'x'.repeat(200) } });

  let count = 0;
  const id = (row: unknown) => (row as { id: number }).id;
  const capture = db.transaction(() => {
    count += 1;
    const clientId = id(client.get(`Клиент ${count}`, `+7${9e9 + count}`, `клиент ${count}`, now));
    const orderId = id(order.get(`raw:${process.pid}:${count}:${now}`, stage.pipelineId, stage.id, now, clientId, now, now));
    for (let n = 0; n < 3; n++) item.run(orderId, product);
    event.run(now, 'order.placed', orderId, clientId, clientId);
    errand.run(`raw ${count}`, payload, now + 1e12, now);
    errand.run(`raw ${count}`, payload, now + 1e12, now);
    return orderId;
  });
  let orderId = 0;
  const advance = db.transaction(() => {
    const { stageId, version } = find.get(orderId) as { stageId: number; version: number };
    move.run(stageId, now, orderId, version);
    event.run(now, 'order.moved', orderId, null, 1);
    errand.run('raw', payload, now + 1e12, now);
  });

  return {
    capture: () => {
      orderId = capture.immediate();
    },
    advance: () => {
      advance.immediate();
    },
    close: () => db.close(),
  };
}

function sceneryOf(db: Database.Database): { stage: { id: number; pipelineId: number }; product: number } {
  const stage = db.prepare('select id, pipeline_id as pipelineId from stages order by id limit 1').get() as {
    id: number;
    pipelineId: number;
  };
  const { id } = db.prepare('select id from products order by id limit 1').get() as { id: number };
  return { stage, product: id };
}

/** A synchronous loop for a while; figures as those of the asynchronous ones. */
export function rawLoop(
  work: () => void,
  { warmupMs, measureMs }: { warmupMs: number; measureMs: number },
): { perSecond: number; p50: number; p99: number } {
  const begin = performance.now() + warmupMs;
  while (performance.now() < begin) work();
  const times: number[] = [];
  const end = performance.now() + measureMs;
  for (let from = performance.now(); from < end; ) {
    work();
    const till = performance.now();
    times.push(till - from);
    from = till;
  }
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  return { perSecond: (times.length * 1000) / measureMs, p50: at(0.5), p99: at(0.99) };
}
