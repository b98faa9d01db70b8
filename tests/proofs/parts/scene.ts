import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { and, isNull, lte } from 'drizzle-orm';
import { readConfig } from '../../../config.ts';
import { inbox } from '../../../db/schema/talk.ts';
import { outbox } from '../../../db/schema/work.ts';
import { inviteStaff } from '../../../flows/staff/invite-staff.ts';
import { type Anna, startAnna } from '../../../main.ts';
import type { Heard } from '../../../notifications/message.ts';
import { minutes, seconds } from '../../../notifications/time.ts';
import { type FixedClock, fixedClock } from '../../clock.ts';
import { businessOf, differentBusiness, oddCopies } from './business.ts';
import { type FaultKind, openWorld, type World } from './faults.ts';
import { type Chats, type Messenger, openMessenger } from './messenger.ts';
import type { Role, Script, Step } from './scenes.ts';
import { colleagues } from './side.ts';

/** A scene with everything as it stands before it. */
export interface Scene {
  name: string;
  script: Script;
  before: Props;
  folder: string;
  /** What the business knows after it when nothing goes wrong. */
  expected: string[];
  /** Calls to database, network and clock when nothing goes wrong. */
  countCalls(): Promise<number>;
}

/** Everything that outlives a process: the file, what stands in people's phones, the time. */
interface Props {
  file: string;
  chats: readonly Chats[];
  at: number;
}

export interface Found {
  /** What went wrong and where; undefined when the scene was over before. */
  struck: string | undefined;
  breaches: string[];
}

const morning = Date.parse('2027-03-01T11:00:00+03:00');
const lasts = minutes(5);
const clientAddress = '1001';

/** Plays all scenes without a fault, keeping what stands before each. */
export async function openStage(folder: string, scripts: readonly Script[]): Promise<Scene[]> {
  let props: Props = { file: await firstStart(folder), chats: savedOnce.pop() ?? [], at: morning };
  const stage: Scene[] = [];
  for (const [index, script] of scripts.entries()) {
    const play = await openPlay(folder, props);
    play.world.arm(0, 'error');
    const breaches = await act(play, script);
    const calls = play.world.calls;
    const expected = await businessOf(play.anna.store.read);
    breaches.push(...(await judge(play, expected)));
    if (breaches.length > 0) throw new Error(`Without a fault '${script.name}' ends badly: ${breaches.join('\n')}`);
    await play.anna.stop();
    stage.push({ name: script.name, script, before: props, folder, expected, countCalls: async () => calls });
    const file = join(folder, `after-${index}.db`);
    copyFileSync(play.file, file);
    props = { file, chats: play.messengers.map((each) => each.save()), at: play.clock.now() };
  }
  return stage;
}

/** Runs a scene with one call going wrong, starts anew if need be, and looks how it ended. */
export async function runScene(scene: Scene, at: number, kind: FaultKind): Promise<Found> {
  const play = await openPlay(scene.folder, scene.before);
  const { struckBy } = play;
  play.world.arm(at, kind);
  const breaches = await act(play, scene.script);
  const struck = struckBy();
  if (struck !== undefined) breaches.push(...(await judge(play, scene.expected)));
  await play.anna.stop().catch(() => undefined);
  rmSync(play.file, { force: true });
  return { struck, breaches };
}

interface Play {
  file: string;
  anna: Anna;
  world: World;
  clock: FixedClock;
  messengers: readonly [clients: Messenger, staff: Messenger, sms: Messenger];
  nextId: number;
  struckBy(): string | undefined;
}

let plays = 0;

async function openPlay(folder: string, { file: source, chats, at }: Props): Promise<Play> {
  const file = join(folder, `play-${plays++}.db`);
  if (existsSync(source)) copyFileSync(source, file);
  const clock = fixedClock(at);
  let world = openWorld(clock.now);
  const worlds = [world];
  const network: World['network'] = (effect) => world.network(effect);
  const messengers = [openMessenger('telegram', 'clients', network), openMessenger('telegram-staff', 'staff', network), openMessenger('sms', 'clients', network)] as const;
  messengers.forEach((each, i) => each.restore(chats[i] ?? new Map()));
  const play: Play = {
    ...{ file, clock, messengers, world, nextId: 1 },
    anna: await start(folder, file, world, messengers),
    struckBy: () => worlds.find(({ struck }) => struck !== undefined)?.struck,
  };
  /** The supervisor: a dead process is started again. */
  revive.set(play, async () => {
    void play.anna.stop().catch(() => undefined);
    world = openWorld(clock.now);
    worlds.push(world);
    play.world = world;
    play.anna = await start(folder, file, world, messengers);
  });
  return play;
}

const revive = new WeakMap<Play, () => Promise<void>>();

const start = (folder: string, file: string, world: World, messengers: readonly Messenger[]): Promise<Anna> => {
  const config = readConfig({ PORT: '0', DATABASE_URL: `file:${file}`, SECRET: 'not a secret, only long enough to be one', SHOP_LANGUAGE: 'en' }, folder);
  return startAnna(config, world.now, new Map(messengers.map((each) => [each.file.name, each.file])));
};

/** Everybody does their part, as people do: what had no effect is done again. Then five minutes pass. */
async function act(play: Play, { steps }: Script): Promise<string[]> {
  const end = play.clock.now() + lasts;
  const breaches: string[] = [];
  for (const step of steps) breaches.push(...(await take(play, step)));
  for (let hop = 0; hop < 6; hop++) {
    play.clock.advance(seconds(40));
    await settle(play);
  }
  play.world.disarm();
  play.clock.set(end);
  await settle(play);
  return breaches;
}

async function take(play: Play, step: Step): Promise<string[]> {
  for (let attempt = 1; attempt <= 4; attempt++) {
    const heard = await waitFor(play, step);
    if (!heard) return [`${step.who} sees no ${String('press' in step.does ? step.does.press : '')}`];
    const externalId = `act-${play.clock.now()}-${play.nextId++}`;
    await bring(play, step.who, heard, externalId);
    await settle(play);
    if (await isDone(play, step)) return [];
    if (!(await wasTold(play, externalId))) return [`${step.who} was acknowledged, but nothing was done and nothing was said`];
  }
  return [`${step.who} tried in vain`];
}

/** What could not be sent at once comes a little later: at the longest when the lease of a dead worker ends. */
async function waitFor(play: Play, step: Step): Promise<Heard | undefined> {
  for (let patience = 0; patience < 10; patience++) {
    const heard = find(play, step);
    if (heard) return heard;
    play.clock.advance(seconds(5));
    await settle(play);
  }
  return undefined;
}

function find({ messengers }: Play, { who, does }: Step): Heard | undefined {
  if ('say' in does) return does.say;
  const [clients, staff] = messengers;
  return (who === 'client' ? clients : staff).findButton(addressOf(who), (label) => does.press.test(label))?.heard;
}

const addressOf = (who: Role): string => colleagues.find(({ name }) => name === who)?.address ?? clientAddress;

/** Looked at from outside: what a fault would do to the reader's own question is no part of the story. */
function isDone({ anna, world }: Play, step: Step): Promise<boolean> {
  return world.unwatched(() => step.isDone(anna.store.read));
}

/** As the platform does it: the same update again until it is taken. */
async function bring(play: Play, who: Role, heard: Heard, externalId: string): Promise<void> {
  for (let attempt = 1; attempt <= 5; attempt++) {
    try {
      const [clients, staff] = play.messengers;
      await (who === 'client' ? clients : staff).brings(addressOf(who), externalId, heard, who === 'client' ? 'Ann' : who);
      if (!play.world.isDead) return;
    } catch {
      // not taken: it comes again
    }
    await reviveIfDead(play);
  }
  throw new Error('An update is never taken');
}

async function reviveIfDead(play: Play): Promise<void> {
  if (play.world.isDead) await revive.get(play)?.();
}

async function settle(play: Play): Promise<void> {
  for (let life = 0; life < 3; life++) {
    await reviveIfDead(play);
    rings(play);
    await play.anna.idle().catch(() => play.world.die());
    if (!play.world.isDead) return;
  }
}

/** As the tick does it: what fails is logged and asked again next time. */
function rings({ anna }: Play): void {
  try {
    anna.tick();
  } catch {}
}

/** An update that could not be handled is kept with its reason, and the person is told. */
async function wasTold({ anna, world }: Play, externalId: string): Promise<boolean> {
  const rows = await world.unwatched(async () => anna.store.read.select().from(inbox));
  return rows.some((row) => row.externalId === externalId && row.failure !== null);
}

async function judge(play: Play, expected: readonly string[]): Promise<string[]> {
  const { read } = play.anna.store;
  const waiting = await read.select().from(outbox).where(and(isNull(outbox.doneAt), lte(outbox.runAt, play.clock.now())));
  const begun = (await read.select().from(outbox).where(isNull(outbox.doneAt))).filter(({ attempts }) => attempts > 0);
  const bad = (await read.select().from(outbox)).filter(({ result }) => result === 'failed' || result === 'uncertain');
  return [
    ...differentBusiness(expected, await businessOf(read)),
    ...[...waiting, ...begun].map(({ id, kind, reason }) => `errand ${id} (${kind}) never ended: ${reason}`),
    ...bad.map(({ id, kind, result, reason }) => `errand ${id} (${kind}) ended ${result}: ${reason}`),
    ...(await oddCopies(read, play.messengers)),
  ];
}

const savedOnce: (readonly Chats[])[] = [];

/** A new shop with its colleagues at work. */
async function firstStart(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const play = await openPlay(folder, { file: join(folder, 'none'), chats: [], at: morning });
  for (const { name, role, address } of colleagues) {
    const by = { kind: 'system' } as const;
    const { code } = await play.anna.store.tx((tx) => inviteStaff(tx, { name, roles: [role], language: 'en', by, now: morning }));
    await play.messengers[1].brings(address, `join-${name}`, { kind: 'start', payload: code }, name);
  }
  await settle(play);
  await play.anna.stop();
  savedOnce.push(play.messengers.map((each) => each.save()));
  return play.file;
}

