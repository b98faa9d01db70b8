import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { NoPostgres, startPostgres, type TestPostgres } from '../../postgres.ts';

/** Runs one process for each processor; each answers with one line of JSON. */
export function playParts<Told>(
  file: string,
  env: NodeJS.ProcessEnv,
  numbersFor: (part: number, parts: number) => Record<string, number>,
): Promise<Told[]> {
  const parts = availableParallelism();
  return Promise.all(Array.from({ length: parts }, (_, part) => play<Told>(file, env, numbersFor(part, parts))));
}

function play<Told>(file: string, env: NodeJS.ProcessEnv, numbers: Record<string, number>): Promise<Told> {
  const lean = join(import.meta.dirname, '..', '..', '..', 'db', 'lean.js');
  const given = Object.entries(numbers).map(([name, value]) => `--${name}=${value}`);
  const { DATABASE_URL: _, ANNA_TEST_POSTGRES: __, ...rest } = process.env;
  const child = spawn(process.execPath, ['--import', lean, join(import.meta.dirname, '..', file), ...given], {
    env: { ...rest, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    // The only line that begins with a brace is the worker's last statement.
    createInterface({ input: child.stdout }).on('line', (line) => line.startsWith('{') && resolve(JSON.parse(line) as Told));
    child.once('close', (code) => reject(new Error(`A part of the proof ended with code ${code}`)));
  });
}

/** Does it with a server of its own; without binaries for this machine the proof is SQLite's alone, and says so. */
export async function onPostgres(prove: (env: NodeJS.ProcessEnv) => Promise<void>): Promise<void> {
  const server = await tryPostgres();
  if (!server) return;
  const url = server.url('postgres');
  await prove({ DATABASE_URL: url, ANNA_TEST_POSTGRES: url });
  await server.stop();
}

async function tryPostgres(): Promise<TestPostgres | undefined> {
  try {
    return await startPostgres();
  } catch (error) {
    if (!(error instanceof NoPostgres)) throw error;
    console.log(`NOT PROVED ON POSTGRESQL: ${error.message}`);
    return undefined;
  }
}
