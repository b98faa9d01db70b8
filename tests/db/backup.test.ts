import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { backup, listBackups, restoreBackup } from '../../db/backup.ts';
import { AlreadyRunning, DamagedDatabase } from '../../db/errors.ts';
import { dialect } from '../../db/kit.ts';
import { openStore } from '../../db/open.ts';
import { settings } from '../../db/schema/work.ts';

describe.skipIf(dialect !== 'sqlite')('a backup', () => {
  let folder: string;
  let path: string;
  let url: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'anna-backup-'));
    path = join(folder, 'anna.db');
    url = `file:${path}`;
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const remember = async (key: string) => {
    const store = await openStore(url);
    await store.tx((tx) => tx.insert(settings).values({ key, value: 1 }));
    await store.close();
  };
  const remembered = async () => {
    const store = await openStore(url);
    const rows = await store.read.select().from(settings);
    await store.close();
    return rows.map(({ key }) => key);
  };

  test('taken while people write is whole, and brings back what was', async () => {
    await remember('first');
    const store = await openStore(url, { lock: true });
    let writing = true;
    const writer = (async () => {
      for (let turn = 0; writing; turn++) await store.tx((tx) => tx.insert(settings).values({ key: `turn-${turn}`, value: turn }));
    })();
    const { file, bytes } = await backup(path);
    writing = false;
    await writer;
    await expect(restoreBackup(file, path)).rejects.toThrow(AlreadyRunning);
    await store.close();
    await remember('lost');

    expect(bytes).toBeGreaterThan(0);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const aside = await restoreBackup(file, path);
    expect(await remembered()).toContain('first');
    expect(await remembered()).not.toContain('lost');
    expect(statSync(aside).size).toBeGreaterThan(0);
  });

  test('that was damaged is refused, and the file stays as it is', async () => {
    await remember('first');
    const { file } = await backup(path);
    writeFileSync(file, 'x', { flag: 'a' });
    await expect(restoreBackup(file, path)).rejects.toThrow(DamagedDatabase);
    expect(await remembered()).toEqual(['first']);
  });

  test('only the newest stay', async () => {
    await remember('first');
    for (let day = 1; day <= 5; day++) await backup(path, { keep: 3, now: Date.UTC(2026, 0, day) });
    const days = (await listBackups(path)).map((file) => /2026-01-(\d\d)/.exec(file)?.[1]);
    expect(days).toEqual(['05', '04', '03']);
  });
});
