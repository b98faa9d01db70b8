import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findLeaks, leaksIn } from './leaks.ts';

test.each([
  ['a path of one machine', ['', 'home', 'peter', 'anna'].join('/')],
  ['a package registry', `https://npm.${'registry'}.example/`],
  ['a bot token', `12345678:AA${'x'.repeat(33)}`],
  ['a key', `-----BEGIN ${'PRIVATE'} KEY-----`],
  ['a filled setting', `TWILIO_AUTH_${'TOKEN'}=0123456789abcdef01234567`],
])('%s is found, and its text is not repeated', (kind, text) => {
  expect(leaksIn('notes.md', `fine\nsee ${text} there`)).toEqual([`notes.md:2: ${kind}`]);
});

test('the lock file may not name where a package came from', () => {
  expect(leaksIn('package-lock.json', '"resolved": "https://somewhere/a.tgz"')).toEqual(['package-lock.json:1: a host in the lock']);
});

test('files that git would not ship are left alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'anna-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  execFileSync('git', ['init', '--quiet'], { cwd: folder });
  const token = `12345678:AA${'x'.repeat(33)}`;
  writeFileSync(join(folder, '.gitignore'), '.env\n');
  writeFileSync(join(folder, '.env'), token);
  writeFileSync(join(folder, 'new.txt'), token);
  expect(findLeaks(folder)).toEqual({ files: 2, leaks: ['new.txt:1: a bot token'] });
});
