import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { dialect } from '../../../db/kit.ts';
import { at, serverUrl } from '../../database.ts';
import { command } from '../../postgres.ts';

/** A database that a scene can be played on again and again: a file, or a database of the test server. */
export interface Stand {
  /** A fresh one, as the named one stands; an empty one without a name. Nobody may be connected to that. */
  copy(name: string | undefined, to: string): Promise<void>;
  url(name: string): string;
  drop(name: string): Promise<void>;
}

export const openStand = (folder: string): Stand => (dialect === 'postgres' ? onServer() : inFolder(folder));

function inFolder(folder: string): Stand {
  const path = (name: string) => join(folder, `${name}.db`);
  return {
    url: (name) => `file:${path(name)}`,
    async copy(name, to) {
      if (name !== undefined && existsSync(path(name))) copyFileSync(path(name), path(to));
    },
    async drop(name) {
      for (const end of ['', '-wal', '-shm', '.lock']) rmSync(path(name) + end, { force: true });
    },
  };
}

function onServer(): Stand {
  const server = serverUrl();
  return {
    url: (name) => at(server, name),
    copy: (name, to) => command(server, `CREATE DATABASE ${to}${name === undefined ? '' : ` TEMPLATE ${name}`}`),
    drop: (name) => command(server, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}
