import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { NoPostgres, startPostgres } from './postgres.ts';
import { specFolder } from './servers/spec.ts';

interface Tally {
  passed: number;
  failed: number;
}

/** `npm test`: everything on SQLite, then everything on a real PostgreSQL. `npm test -- sqlite tests/db` narrows it down. */
const root = join(import.meta.dirname, '..');
const [first, ...others] = process.argv.slice(2);
const only = first === 'sqlite' || first === 'postgres' ? first : undefined;
const words = only ? others : process.argv.slice(2);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1)); // so that the server ends too

// CI has them and must not pass without.
const isUnchecked = !process.env.CI && !existsSync(specFolder());
if (isUnchecked) process.env.ANNA_SPECS = 'none';

const tallies: Tally[] = [];
if (only !== 'postgres') tallies.push(await runOn('SQLite', {}));
const skipped = only === 'sqlite' ? undefined : await runOnPostgres();

if (skipped) shout(`NOT TESTED ON POSTGRESQL: ${skipped}`);
if (isUnchecked) shout('NOT CHECKED AGAINST THE SPECS OF TELEGRAM AND TWILIO: ANNA_SPECS names no folder with them.');
const passed = sum(tallies.map((each) => each.passed));
const failed = sum(tallies.map((each) => each.failed));
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);

/** Answers why not, when this machine cannot. */
async function runOnPostgres(): Promise<string | undefined> {
  try {
    const server = await startPostgres();
    const url = server.url('postgres');
    tallies.push(await runOn('PostgreSQL', { ANNA_TEST_POSTGRES: url, DATABASE_URL: url }));
    await server.stop();
    return undefined;
  } catch (error) {
    if (error instanceof NoPostgres) return error.message;
    throw error;
  }
}

async function runOn(engine: string, settings: NodeJS.ProcessEnv): Promise<Tally> {
  console.log(`\n──── ${engine} ────`);
  const folder = mkdtempSync(join(tmpdir(), 'anna-run-'));
  const temporary = { TMPDIR: folder, TEMP: folder, TMP: folder }; // whatever a killed test leaves behind goes with it
  const report = join(folder, 'report.json');
  const { DATABASE_URL: _, ANNA_TEST_POSTGRES: __, ...env } = process.env;
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const args = [
    '--import',
    join(root, 'db', 'lean.js'),
    vitest,
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...words,
  ];
  const browser = { CHROMIUM_PATH: process.env.CHROMIUM_PATH ?? (await chromium.executablePath()) };
  const child = spawn(process.execPath, args, { cwd: root, env: { ...env, ...settings, ...temporary, ...browser }, stdio: 'inherit' });
  const [status] = await once(child, 'exit');
  const tally = count(report);
  rmSync(folder, { recursive: true, force: true });
  return status !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

/** A file that could not even be loaded counts as one failed test. */
function count(report: string): Tally {
  try {
    const result = JSON.parse(readFileSync(report, 'utf8')) as Report;
    const unloaded = result.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
    return { passed: result.numPassedTests, failed: result.numFailedTests + unloaded.length };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}

function shout(text: string): void {
  console.log(`\n${'!'.repeat(80)}\n${text}\n${'!'.repeat(80)}`);
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
