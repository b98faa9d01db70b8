import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openFiles } from '../../db/files.ts';

test('the same bytes that come many times at once are one file, and nobody is told of a failure', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'anna-files-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const files = openFiles(folder);
  const bytes = Buffer.alloc(200_000, 'cake');
  const kept = await Promise.all(Array.from({ length: 20 }, () => files.keep(bytes)));
  expect(new Set(kept).size).toBe(1);
  expect((await files.read(kept[0] ?? '')).equals(bytes)).toBe(true);
  expect(readdirSync(join(folder, (kept[0] ?? '').slice(0, 2)))).toEqual([kept[0]]);
});
