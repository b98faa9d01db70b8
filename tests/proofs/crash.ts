import './parts/quiet.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Found, openStage, runScene, type Scene } from './parts/scene.ts';
import { type FaultKind, faultKinds, uncaught, watchSqlite } from './parts/faults.ts';
import { scenes } from './parts/scenes.ts';
import { randomOf } from './parts/random.ts';
import { openVerdict, stopwatch, wanted } from './parts/report.ts';

/**
 * `npm run prove:crash`: an order is placed, taken, paid, baked and delivered, scene by scene. Each scene is run again and again with its 1st,
 * 2nd, 3rd … call to database, network or clock going wrong, until it ends without a failure: an error instead of the effect, the effect with
 * its answer lost, the end of the process, a clock that jumps. After a restart everything must stand as if nothing had gone wrong.
 */

const { seed, short, every: wantedEvery } = wanted('every');
const elapsed = stopwatch();
const began = performance.now();
const secondsAtMost = short ? 50 : Number.POSITIVE_INFINITY;
const random = randomOf(seed);

watchSqlite();
const folder = mkdtempSync(join(tmpdir(), 'anna-crash-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

const verdict = openVerdict();
const stages = await openStage(folder, scenes);
let points = 0;
for (const [index, stage] of stages.entries()) {
  const left = secondsAtMost - (performance.now() - began) / 1000;
  const share = Number.isFinite(left) ? (left / (stages.length - index)) * 1000 : Number.POSITIVE_INFINITY;
  points += await crashEverywhere(stage, share);
}
console.log(`\n${points} crash points in ${elapsed()}`);
for (const [stack, count] of uncaught) console.log(count, stack);
verdict.end();

/** Answers how many points of this scene were struck. When the time is short, points are left out at random, but never all of a kind. */
async function crashEverywhere(scene: Scene, withinMs: number): Promise<number> {
  const until = performance.now() + withinMs;
  const struck = new Map<FaultKind, number>();
  const breaches: string[] = [];
  const calls = await scene.countCalls();
  const step = wantedEvery ?? Math.max(1, Math.ceil((calls * 3.4 * 60) / withinMs));
  for (const kind of faultKinds) {
    for (let at = random.between(1, step); at <= calls; at += step) {
      if (performance.now() > until + 2000) break;
      const found: Found = await runScene(scene, at, kind);
      if (found.struck === undefined) continue;
      struck.set(kind, (struck.get(kind) ?? 0) + 1);
      breaches.push(...found.breaches.map((breach) => `${found.struck} (call ${at}): ${breach}`));
    }
  }
  const sum = [...struck.values()].reduce((total, each) => total + each, 0);
  verdict.holds(`${scene.name}: ${calls} calls, ${[...struck].map(([kind, count]) => `${count} × ${kind}`).join(', ')}`, breaches);
  return sum;
}
