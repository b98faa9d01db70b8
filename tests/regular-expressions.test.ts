import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import ts from 'typescript';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const folders = '{admin,bot,db,flows,notifications}/**/*.{ts,tsx,js}';

/** Every regular expression that is written in the program, with its place. */
function literals(): { at: string; source: string }[] {
  return ['config.ts', 'main.ts', 'server.ts', ...globSync(folders, { cwd: root })].flatMap((file) => {
    const tree = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
    const found: { at: string; source: string }[] = [];
    const look = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node))
        found.push({ at: `${file}:${tree.getLineAndCharacterOfPosition(node.pos).line + 1}`, source: node.text });
      ts.forEachChild(node, look);
    };
    look(tree);
    return found;
  });
}

/** What makes careless patterns try every way: long runs of one kind, and of two in turn, that fail at the very end. */
const runs = [
  'a',
  'я',
  '0',
  ' ',
  '-',
  '+',
  '.',
  '/',
  '<',
  '"',
  '\n',
  '@',
  '_',
  '#',
  'a ',
  '0 ',
  'a.',
  '0-',
  'a=',
  ' \n',
  '7 (',
  'ab',
  '«',
  '{',
  'http://a',
];
const most = 100_000;
const traps = runs.flatMap((run) => ['', '!', '\n0'].map((end) => run.repeat(Math.floor(most / run.length)) + end));

test('no regular expression of the program takes longer than a moment over 100,000 signs, whatever they are', { timeout: 120_000 }, () => {
  const all = literals();
  expect(all.length).toBeGreaterThan(150);
  const slow = all.filter(({ source }) => {
    try {
      runInNewContext(
        `for (const trap of traps) { const re = ${source}; re.test(trap); trap.replace(re, ''); }`,
        { traps },
        { timeout: 2000 },
      );
      return false;
    } catch {
      return true;
    }
  });
  expect(slow.map(({ at, source }) => `${at} ${source}`)).toEqual([]);
});
