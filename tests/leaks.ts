import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Leaks {
  readonly files: number;
  /** `file:line: what`, never the text itself. */
  readonly leaks: readonly string[];
}

/** Looks through every file that git would ship for what belongs to one machine or one person. Throws outside a git working copy. */
export function findLeaks(root: string): Leaks {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' });
  const files = listed.split('\0').filter((file) => file !== '' && existsSync(join(root, file)));
  return { files: files.length, leaks: files.flatMap((file) => leaksIn(file, readFileSync(join(root, file), 'utf8'))) };
}

/** Says what in `text` should not leave this machine. */
export function leaksIn(file: string, text: string): string[] {
  if (text.includes('\0')) return [];
  const kinds = Object.entries({ ...anywhere, ...(file === 'package-lock.json' ? inLock : {}) });
  return text
    .split('\n')
    .flatMap((line, index) => kinds.filter(([, pattern]) => pattern.test(line)).map(([kind]) => `${file}:${index + 1}: ${kind}`));
}

const anywhere = {
  'a path of one machine': /\/(home|Users)\/\w+\/|\/work\/(main|shared)\b|\/root\/\.?\w|\b[A-Z]:\\\\?Users\\/,
  'a package registry':
    /registry\.npmjs\.org|registry\.yarnpkg\.com|https?:\/\/[^/\s"']*(registry|artifactory|nexus|verdaccio|jfrog|mirror)[^/\s"']*/i,
  'a bot token': /\b\d{8,10}:AA[\w-]{33}\b/,
  'a key':
    /-----BEGIN [A-Z ]*PRIVATE KEY|\bSK[0-9a-f]{32}\b|\bgh[pousr]_\w{36}|\bAKIA[0-9A-Z]{16}\b|\bxox[abp]-\w{10}|\bsk_live_\w{16}|\bnpm_\w{36}/,
  'a filled setting': /\b(SECRET|[A-Z_]*TOKEN|[A-Z_]*PASSWORD)=["']?[\w+/-]{24,}/,
};

/** npm fills in the registry of whoever installs, as long as the lock names none. */
const inLock = { 'a host in the lock': /"resolved":/ };
