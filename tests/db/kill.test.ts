import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { dialect } from '../../db/kit.ts';
import { fileOf } from '../../db/open.ts';
import { openPostgres } from '../../db/postgres.ts';
import { settings } from '../../db/schema/work.ts';
import { openSqlite } from '../../db/sqlite.ts';
import { openTestStore } from '../database.ts';

const project = join(import.meta.dirname, '..', '..');

/** Twenty callers write pairs of rows and say each pair once it is committed. */
const program = (url: string, round: number) => `
  import { openStore } from '${project}/db/open.ts';
  import { settings } from '${project}/db/schema/work.ts';
  import { writeSync } from 'node:fs';
  const store = await openStore('${url}');
  await Promise.all(Array.from({ length: 20 }, async (_, caller) => {
    for (let turn = 0; ; turn++) {
      const key = '${round}-' + caller + '-' + turn;
      await store.tx(async (tx) => {
        await tx.insert(settings).values({ key: key + '-left', value: 1 });
        await tx.insert(settings).values({ key: key + '-right', value: 1 });
      });
      writeSync(1, key + '\\n');
    }
  }));`;

test('what was confirmed survives kill -9, and nothing is there by half', { timeout: 60_000 }, async () => {
  const db = await openTestStore();
  await db.store.close();
  const confirmed: string[] = [];
  for (let round = 0; round < 3; round++) confirmed.push(...(await writeUntilKilled(round)));

  const store = dialect === 'postgres' ? openPostgres(db.url) : openSqlite(fileOf(db.url));
  const present = new Set((await store.read.select().from(settings)).map(({ key }) => key));
  await store.close();
  await db.close();

  expect(confirmed.length).toBeGreaterThan(100);
  expect(confirmed.filter((key) => !present.has(`${key}-left`) || !present.has(`${key}-right`))).toEqual([]);
  const halves = [...present].filter(
    (key) => !present.has(key.endsWith('-left') ? key.replace('-left', '-right') : key.replace('-right', '-left')),
  );
  expect(halves).toEqual([]);

  async function writeUntilKilled(round: number): Promise<string[]> {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program(db.url, round)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (text: Buffer) => (said += text.toString()));
    await once(child.stdout, 'data');
    await pause(100 + Math.random() * 200);
    child.kill('SIGKILL');
    await once(child, 'close');
    return said
      .slice(0, said.lastIndexOf('\n') + 1)
      .split('\n')
      .filter(Boolean);
  }
});
