import type { Told } from './crash-worker.ts';
import { openVerdict, stopwatch, wanted } from './parts/report.ts';
import { onPostgres, playParts } from './parts/workers.ts';

/**
 * `npm run prove:crash`: a shop is opened, an order placed, taken, paid, baked and delivered, scene by scene. Each scene is run again and again
 * with its 1st, 2nd, 3rd … call to database, network or clock going wrong, until it ends without a failure: an error instead of the effect, the
 * effect with its answer lost, the end of the process, a clock that jumps; and also with two going wrong. After a restart everything must stand
 * as if nothing had gone wrong, and each chat has at most one extra copy for each failure. On both engines.
 */

const { seed, short, most, pairs } = wanted('most', 'pairs');
const verdict = openVerdict();
await proveOn('SQLite', {}, { ...(most && { most }), pairs: pairs ?? (short ? 300 : 3000), seconds: short ? 33 : 7200 });
await onPostgres((env) =>
  proveOn('PostgreSQL', env, { most: most ?? 3000, pairs: pairs ?? (short ? 50 : 500), seconds: short ? 12 : 7200 }),
);
verdict.end();

async function proveOn(engine: string, env: NodeJS.ProcessEnv, numbers: Record<string, number>): Promise<void> {
  const elapsed = stopwatch();
  const parts = await playParts<Told>('crash-worker.ts', env, (part, parts) => ({ seed, part, parts, ...numbers }));
  const sum = (name: 'struck' | 'pairs') => parts.reduce((total, part) => total + part[name], 0);
  console.log(`\n${engine}: ${sum('struck')} crash points of ${parts[0]?.candidates} candidates and ${sum('pairs')} pairs in ${elapsed()}`);
  for (const name of Object.keys(parts[0]?.breaches ?? {}))
    verdict.holds(
      `${engine}: ${name}`,
      parts.flatMap(({ breaches }) => breaches[name] ?? []),
    );
  verdict.holds(
    `${engine}: no error that nobody caught`,
    parts.flatMap((part) => part.uncaught),
  );
}
