import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { findArrows } from './arrows.ts';
import { findLeaks } from './leaks.ts';

/** `npm run check`: everything about the source that can be said without running it. All checks run; the last line counts them. */

const root = join(import.meta.dirname, '..');

type Check = () => Promise<{ ok: boolean; told: string }>;

const checks: Record<string, Check> = {
  types: tool('typescript/bin/tsc', '--project', '.'),
  'format and lint': tool('@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '--max-diagnostics=200'),
  'floating promises': tool('oxlint/bin/oxlint', '--type-aware', '--deny-warnings'),
  'import arrows': checkArrows,
  'unused code and packages': tool('knip/bin/knip.js', '--no-progress', '--no-config-hints'),
  'paths, hosts, secrets': checkLeaks,
};

const results = await Promise.all(Object.entries(checks).map(([name, check]) => run(name, check)));
const failed = results.filter((ok) => !ok).length;
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

async function run(name: string, check: Check): Promise<boolean> {
  const began = performance.now();
  const { ok, told } = await check().catch((error: unknown) => ({ ok: false, told: String(error) }));
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${ok ? '✓' : '✗'} ${name} (${seconds} s)${told ? `${ok ? ': ' : '\n'}${told}` : ''}`);
  return ok;
}

/** A tool of node_modules under this Node; what it says is shown only if it fails. Success over no files is a failure. */
function tool(script: string, ...args: string[]): Check {
  return () =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [join('node_modules', script), ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
      const output: Buffer[] = [];
      child.stdout.on('data', (piece: Buffer) => output.push(piece));
      child.stderr.on('data', (piece: Buffer) => output.push(piece));
      child.once('error', reject);
      child.once('close', (code) => {
        const told = Buffer.concat(output).toString().trim();
        const ok = code === 0 && !/\b(on|Checked) 0 files/.test(told);
        resolve({ ok, told: ok ? '' : told });
      });
    });
}

/** dependency-cruiser has reported success over nothing before (TypeScript 7), hence the count. */
async function checkArrows() {
  const { modules, violations } = await findArrows(root);
  const told = modules > 0 ? [`${modules} modules`, ...violations] : ['no modules were seen'];
  return { ok: modules > 0 && violations.length === 0, told: told.join('\n') };
}

async function checkLeaks() {
  const { files, leaks } = findLeaks(root);
  return { ok: files > 0 && leaks.length === 0, told: [`${files} files`, ...leaks].join('\n') };
}
