import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const project = join(import.meta.dirname, '..', '..', '..');
const flags = ['--max-old-space-size=256', '--max-semi-space-size=4', '--import', join(project, 'db', 'lean.js')];

/** Anna in a process of her own, as `npm start` starts her. */
export interface AnnaProcess {
  /** How long the start took. */
  readonly readyInMs: number;
  /** Ends it at once, in the middle of whatever it does. */
  kill(): Promise<void>;
  /** Asks it to end, and answers its exit code and how long it took. */
  stop(): Promise<{ code: number | null; tookMs: number }>;
}

/** Starts `main.ts` and resolves once it is open. `onTrouble` hears every warning and error of its log; rejects when it ends before. */
export async function startProcess(env: Record<string, string>, onTrouble: (line: string) => void): Promise<AnnaProcess> {
  const began = performance.now();
  const child = spawn(process.execPath, [...flags, join(project, 'main.ts')], {
    cwd: project,
    env: envOf(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const gone = once(child, 'exit');
  await isOpen(child, onTrouble);
  return {
    readyInMs: performance.now() - began,
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
    async stop() {
      const asked = performance.now();
      child.kill('SIGTERM');
      await gone;
      return { code: child.exitCode, tookMs: performance.now() - asked };
    },
  };
}

/** `npm run invite`, beside the running process: answers what it printed. */
export async function invite(env: Record<string, string>, ...args: string[]): Promise<string> {
  const child = spawn(process.execPath, [...flags, join(project, 'main.ts'), 'invite', ...args], {
    cwd: project,
    env: envOf(env),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.on('data', (piece: Buffer) => (printed += piece.toString()));
  await once(child, 'close');
  return printed;
}

const envOf = (env: Record<string, string>): NodeJS.ProcessEnv => ({ PATH: process.env.PATH, LOG_LEVEL: 'info', ...env });

function isOpen(child: ChildProcess, onTrouble: (line: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const { stdout, stderr } = child;
    if (!stdout || !stderr) throw new Error('The process has no output to listen to');
    const lines: string[] = [];
    createInterface({ input: stdout }).on('line', (line) => {
      lines.push(line);
      if (line.includes('"Anna is open"')) resolve();
      if (/"level":"(warn|error|fatal)"/.test(line)) onTrouble(line);
    });
    createInterface({ input: stderr }).on('line', (line) => {
      lines.push(line);
      onTrouble(line);
    });
    child.once('close', (code, signal) =>
      reject(new Error(`Anna ended before she was open (${code ?? signal}):\n${lines.slice(-20).join('\n')}`)),
    );
  });
}
