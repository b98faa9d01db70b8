import './parts/quiet.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dialect } from '../../db/kit.ts';
import { type Fault, faultKinds } from './parts/fate.ts';
import { uncaught, watchUncaught } from './parts/life.ts';
import { newestLife } from './parts/play.ts';
import { randomOf } from './parts/random.ts';
import { wanted } from './parts/report.ts';
import { openStage, runScene, type Scene } from './parts/scene.ts';
import { scenes } from './parts/scenes.ts';
import { openStand } from './parts/stand.ts';
import { watchPostgres, watchSqlite } from './parts/watch.ts';

/** What a part of `npm run prove:crash`, in a process of its own, has struck and found. It says so as one line of JSON. */
export interface Told {
  candidates: number;
  struck: number;
  pairs: number;
  /** By scene. */
  breaches: Record<string, string[]>;
  uncaught: string[];
}

const { seed, part = 0, parts = 1, most = 1_000_000, pairs = 0, seconds = 7200 } = wanted('part', 'parts', 'most', 'pairs', 'seconds');
const random = randomOf(seed);
if (dialect === 'postgres') watchPostgres();
else watchSqlite();
watchUncaught(newestLife);
const folder = mkdtempSync(join(tmpdir(), 'anna-crash-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

const stand = openStand(folder);
const stage = await openStage(stand, folder, scenes);
const all = shuffled(stage.flatMap((scene) => pointsOf(scene)));
const told: Told = {
  candidates: all.length,
  struck: 0,
  pairs: 0,
  breaches: Object.fromEntries(stage.map(({ name }) => [name, []])),
  uncaught: [],
};
const doubles = shuffled(Array.from({ length: pairs * parts }, () => pairOf(random.pick(stage))));
const until = performance.now() + seconds * 1000;
for (const point of mix(mine(all).slice(0, most), mine(doubles))) {
  if (performance.now() > until) break;
  await crash(point);
}
console.log(JSON.stringify({ ...told, uncaught: [...uncaught.keys()] } satisfies Told));
process.exit(0);

interface Point {
  scene: Scene;
  faults: Fault[];
}

async function crash({ scene, faults }: Point): Promise<void> {
  const { struck, breaches } = await runScene(stand, folder, scene, faults);
  if (faults.length === 1) told.struck += struck.length;
  else if (struck.length === 2) told.pairs += 1;
  told.breaches[scene.name]?.push(...breaches.map((breach) => `${struck.join(', then ')}: ${breach}`));
}

/** Every call of a scene with every kind of fault; those that do not suit the call strike nothing. */
function pointsOf(scene: Scene): Point[] {
  return faultKinds.flatMap((kind) => Array.from({ length: scene.calls }, (_, i) => ({ scene, faults: [{ at: i + 1, kind }] })));
}

/** Two faults, the second often in what the first one led to. */
function pairOf(scene: Scene): Point {
  const at = random.between(1, scene.calls);
  return { scene, faults: [at, at + random.between(1, 60)].map((each) => ({ at: each, kind: random.pick(faultKinds) })) };
}

/** The same shuffling in every part, of which each takes its share. */
function shuffled<T>(things: readonly T[]): T[] {
  return things
    .map((thing) => ({ thing, place: random.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ thing }) => thing);
}

function mine<T>(things: readonly T[]): T[] {
  return things.filter((_, i) => i % parts === part);
}

/** Some of the few among the many, so that both get their share of the time. */
function* mix<T>(many: readonly T[], few: readonly T[]): Generator<T> {
  const every = Math.max(1, Math.floor(many.length / Math.max(1, few.length)));
  for (const [i, each] of many.entries()) {
    yield each;
    const other = i % every === 0 ? few[i / every] : undefined;
    if (other) yield other;
  }
}
