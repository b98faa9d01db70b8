import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { en } from '../flows/texts/en.ts';

const project = join(import.meta.dirname, '..');

/** What `main.ts` says, in an empty folder of its own, and what it leaves there. */
const says = (...args: string[]) => runs('main.ts', args);

async function runs(file: string, args: string[] = [], settings: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'anna-line-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const env = { PATH: process.env.PATH, DATA_DIR: join(folder, 'data'), SHOP_LANGUAGE: 'en', ...settings };
  const command = ['--import', join(project, 'db', 'lean.js'), join(project, file), ...args];
  const told = await promisify(execFile)(process.execPath, command, { cwd: folder, env }).catch((error: unknown) => error);
  // What both a result and a failure of `execFile` carry.
  const { stdout, stderr } = told as { stdout: string; stderr: string };
  return { said: stdout + stderr, left: readdirSync(folder) };
}

test('who invites before the first start reads what to do, and nothing is left behind', async () => {
  const { said, left } = await says('invite', '--role=cook', '--name=Peter');
  expect(said).toBe('The shop is not open yet, so there is nothing to invite to. Start it first: npm run start\n');
  expect(left).toEqual([]);
});

test('the demo names the folder that it really lies in', () => {
  expect(en.shop.demo('http://localhost:3000', '/srv/anna/demo', { login: 'owner', password: 'sesame' })).toContain(
    'delete the folder /srv/anna/demo.',
  );
});

test('a backup is restored with settings that are only empty lines, as a copy of .env.example has them', async () => {
  const { said } = await runs('db/restore-cli.ts', [], { DATABASE_URL: '', DATA_DIR: '' });
  expect(said).toMatch(/^There is no backup beside \S*data\/anna\.db\n$/);
  expect((await runs('db/restore-cli.ts', [], { DATABASE_URL: 'postgres://localhost/anna' })).said).toMatch(/^DATABASE_URL must be file/);
});
