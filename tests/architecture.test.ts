import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findArrows } from './arrows.ts';

const root = join(import.meta.dirname, '..');

test('imports point one way: db, notifications, flows, doors, main', { timeout: 60_000 }, async () => {
  const { modules, violations } = await findArrows(root);
  expect(modules).toBeGreaterThan(20);
  expect(violations).toEqual([]);
});

test.each([
  ['db-is-the-ground', 'db/a.ts', '../flows/b.ts'],
  ['notifications-know-db', 'notifications/a.ts', '../flows/b.ts'],
  ['flows-know-no-doors', 'flows/a.ts', '../bot/b.ts'],
  ['bot-and-admin-apart', 'bot/a.ts', '../admin/b.ts'],
  ['admin-and-bot-apart', 'admin/a.ts', '../bot/b.ts'],
  ['messengers-in-channels', 'bot/a.ts', 'grammy'],
  ['messengers-in-channels', 'flows/a.ts', 'twilio'],
  ['drivers-in-db', 'flows/a.ts', 'better-sqlite3'],
  ['drivers-in-db', 'bot/a.ts', 'pg'],
  ['one-tick', 'flows/a.ts', 'node-schedule'],
  ['express-at-the-doors', 'flows/a.ts', 'express'],
  ['no-tests-in-product', 'flows/a.ts', '../tests/b.ts'],
  ['all-found', 'flows/a.ts', './nowhere.ts'],
])('%s: an import in %s of %s is seen', async (rule, from, to) => {
  const { violations } = await findArrows(tree({ [from]: `import * as it from '${to}';\nconsole.log(it);\n` }));
  expect(violations.join('\n')).toContain(`${rule}: `);
});

test('what is allowed stays allowed: a channel imports a messenger, db a driver, flows notifications', async () => {
  const { violations } = await findArrows(
    tree({
      'bot/channels/a.ts': "import { Api } from 'grammy';\nconsole.log(Api);\n",
      'db/a.ts': "import pg from 'pg';\nconsole.log(pg);\n",
      'flows/a.ts': "import { b } from '../notifications/b.ts';\nconsole.log(b);\n",
    }),
  );
  expect(violations).toEqual([]);
});

test('two modules that need each other are seen', async () => {
  const { violations } = await findArrows(
    tree({
      'flows/a.ts': "import { c } from './c.ts';\nexport const a = () => c;\n",
      'flows/c.ts': "import { a } from './a.ts';\nexport const c = () => a;\n",
    }),
  );
  expect(violations.join('\n')).toContain('no-cycles: ');
});

/** A small project with one innocent module in every part, and `files`. */
function tree(files: Record<string, string>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'anna-')));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const innocent = ['db', 'notifications', 'flows', 'bot', 'admin', 'tests'].map((part) => [`${part}/b.ts`, 'export const b = 1;\n']);
  for (const [path = '', text = ''] of [...innocent, ...Object.entries(files)]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const file of ['package.json', 'tsconfig.json']) symlinkSync(join(root, file), join(folder, file));
  return folder;
}
