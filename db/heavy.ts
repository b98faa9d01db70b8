import { Worker } from 'node:worker_threads';
import { drizzle } from 'drizzle-orm/sqlite-proxy';
import type { Answered, Asked } from './heavy-thread.ts';
import { dialect } from './kit.ts';
import { fileOf } from './open.ts';
import { openReplica } from './postgres.ts';
import type { Reader, Store } from './store.ts';

/** A reader for questions that take long: what it does holds up nobody else in this process. */
export interface HeavyReader {
  readonly read: Reader;
  close(): Promise<void>;
}

/** On SQLite a thread of its own; on PostgreSQL the replica, when there is one, else the store's own readers. */
export function openHeavy(url: string, store: Pick<Store, 'read'>, replicaUrl?: string): HeavyReader {
  if (dialect === 'sqlite') return openThread(fileOf(url));
  return replicaUrl === undefined ? { read: store.read, close: async () => {} } : openReplica(replicaUrl);
}

interface Waiting {
  resolve(rows: unknown[][]): void;
  reject(error: Error): void;
}

/** After so long without a question the thread ends and gives its memory back. */
const idleMs = 120_000;

/** Reads a SQLite file in a thread of its own, which begins with the first question. */
export function openThread(path: string, { idleAfterMs = idleMs } = {}): HeavyReader {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let count = 0;

  function failAll(error: Error): void {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  }

  function start(): Worker {
    const thread = new Worker(new URL('./heavy-thread.ts', import.meta.url), { workerData: { path }, execArgv: [] });
    thread.on('message', ({ id, rows, failure }: Answered) => {
      const asker = waiting.get(id);
      waiting.delete(id);
      if (failure === undefined) asker?.resolve(rows ?? []);
      else asker?.reject(new Error(failure));
      if (waiting.size === 0) rest();
    });
    thread.on('error', failAll);
    thread.on('exit', () => {
      if (worker !== thread) return;
      worker = undefined;
      failAll(new Error('The thread for heavy questions has ended'));
    });
    return thread;
  }

  function rest(): void {
    clearTimeout(idle);
    idle = setTimeout(() => void stop(), idleAfterMs);
    idle.unref();
    worker?.unref();
  }

  async function stop(): Promise<void> {
    clearTimeout(idle);
    const thread = worker;
    worker = undefined;
    await thread?.terminate();
  }

  function ask(sql: string, params: unknown[]): Promise<unknown[][]> {
    clearTimeout(idle);
    worker ??= start();
    worker.ref();
    const asked: Asked = { id: ++count, sql, params };
    return new Promise((resolve, reject) => {
      waiting.set(asked.id, { resolve, reject });
      worker?.postMessage(asked);
    });
  }

  const db = drizzle(async (sql, params) => ({ rows: await ask(sql, params) }), undefined, { casing: 'snake_case' });
  return {
    // The driver's type differs from PostgreSQL's; what both can do is what `Reader` offers.
    read: db as unknown as Reader,
    async close() {
      await stop();
      failAll(new Error('The database is closed'));
    },
  };
}
