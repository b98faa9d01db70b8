import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const lean = ['--import', fileURLToPath(new URL('../../db/lean.js', import.meta.url))];
const clean = { PATH: process.env.PATH, HOME: process.env.HOME, LOG_LEVEL: 'warn' };

export interface Child {
  port: number;
  process: ChildProcess;
  /** From the start of the process to its first good answer. */
  readyInMs: number;
  /** Resident memory in MiB, as the kernel counts it. */
  memory(): number;
  stop(): Promise<void>;
}

/** Starts the real `main.ts` in a process of its own and waits until `ready` says that it answers. */
export async function startAnnaProcess(env: Record<string, string>, ready: (port: number) => Promise<boolean>): Promise<Child> {
  const port = await freePort();
  const main = fileURLToPath(new URL('../../main.ts', import.meta.url));
  const began = performance.now();
  const child = fork(main, [], {
    execArgv: ['--max-semi-space-size=4', '--max-old-space-size=256', ...lean],
    env: { ...clean, ...env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  for (;;) {
    if (child.exitCode !== null) throw new Error(`Anna ended with ${child.exitCode}`);
    if (await ready(port).catch(() => false)) return asChild(child, port, performance.now() - began);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Starts the bare server and waits for its port. */
export async function startBareServer(path: string): Promise<Child> {
  const began = performance.now();
  const child = fork(fileURLToPath(new URL('bare-server.ts', import.meta.url)), [path], { execArgv: lean, env: clean });
  const { port } = await new Promise<{ port: number }>((resolve) =>
    child.once('message', (message) => resolve(message as { port: number })),
  );
  return asChild(child, port, performance.now() - began);
}

function asChild(child: ChildProcess, port: number, readyInMs: number): Child {
  return {
    port,
    process: child,
    readyInMs,
    memory: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024,
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null) return resolve();
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (!address || typeof address === 'string') throw new Error('No free port');
  return address.port;
}
