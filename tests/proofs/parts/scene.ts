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
import { type Fate, type Fault, openFate } from './fate.ts';
import { beginLife, type Life } from './life.ts';
import { type Chats, type Messenger, openMessenger } from './messenger.ts';
import type { Role, Script, Step } from './scenes.ts';
import { colleagues } from './side.ts';
import type { Stand } from './stand.ts';

/** A scene with everything as it stands before it. */
export interface Scene {
  name: string;
  script: Script;
  before: Props;
  /** What the business knows after it when nothing goes wrong. */
  expected: string[];
  /** Calls to database, network and clock when nothing goes wrong. */
  calls: number;
}

/** Everything that outlives a process: the database, what stands in people's phones, the time. */
interface Props {
  database: string | undefined;
  chats: readonly Chats[];
  at: number;
}

export interface Found {
  /** What went wrong and where; nothing when the scene was over before. */
  struck: readonly string[];
  breaches: string[];
}

const morning = Date.parse('2027-03-01T11:00:00+03:00');
const lasts = minutes(5);
const clientAddress = '1001';

/** Plays all scenes without a fault, keeping what stands before each. */
export async function openStage(stand: Stand, folder: string, scripts: readonly Script[]): Promise<Scene[]> {
  let before: Props = { database: undefined, chats: [], at: morning };
  const stage: Scene[] = [];
  for (const [index, script] of scripts.entries()) {
    const play = await openPlay({ stand, folder, before, script });
    const breaches = await act(play, script);
    const { calls } = play.fate;
    const expected = await businessOf(play.anna.store.read);
    breaches.push(...(await judge(play, expected)));
    if (breaches.length > 0) throw new Error(`Without a fault '${script.name}' ends badly: ${breaches.join('\n')}`);
    stage.push({ name: script.name, script, before, expected, calls });
    if (script.isOpening) await everybodyComesIn(play);
    await leaves(play);
    const database = `after_${process.pid}_${index}`;
    await stand.copy(play.database, database);
    await stand.drop(play.database);
    before = { database, chats: play.messengers.map((each) => each.save()), at: play.clock.now() };
  }
  return stage;
}

/** Runs a scene with some of its calls going wrong, starts anew if need be, and looks how it ended. */
export async function runScene(stand: Stand, folder: string, scene: Scene, faults: readonly Fault[]): Promise<Found> {
  const play = await openPlay({ stand, folder, before: scene.before, script: scene.script, faults });
  const breaches = await act(play, scene.script);
  const { struck } = play.fate;
  if (struck.length > 0) breaches.push(...(await judge(play, scene.expected)));
  await leaves(play).catch(() => undefined);
  await stand.drop(play.database);
  return { struck, breaches: struck.length > 0 ? breaches : [] };
}

interface Play {
  database: string;
  url: string;
  folder: string;
  anna: Anna;
  life: Life;
  fate: Fate;
  clock: FixedClock;
  messengers: readonly [clients: Messenger, staff: Messenger, sms: Messenger];
  nextId: number;
}

interface Setting {
  stand: Stand;
  folder: string;
  before: Props;
  script: Script;
  faults?: readonly Fault[];
}

let plays = 0;
let newest: Life | undefined;

/** The life that is being lived now. */
export const newestLife = (): Life | undefined => newest;

/** Sets the stage. What goes wrong does so from the first deed on; in the opening of a shop, from the start itself. */
async function openPlay({ stand, folder, before, script, faults = [] }: Setting): Promise<Play> {
  const database = `play_${process.pid}_${plays++}`;
  await stand.copy(before.database, database);
  const clock = fixedClock(before.at);
  const fate = openFate();
  const network: Life['network'] = (effect) => play.life.network(effect);
  const messengers = [openMessenger('telegram', 'clients', network), openMessenger('telegram-staff', 'staff', network), openMessenger('sms', 'clients', network)] as const;
  for (const [i, each] of messengers.entries()) each.restore(before.chats[i] ?? new Map());
  const play = { database, url: stand.url(database), folder, clock, fate, messengers, nextId: 1, life: begin(clock, fate) };
  if (script.isOpening) fate.arm(...faults);
  const anna = await live(play);
  if (!script.isOpening) fate.arm(...faults);
  return Object.assign(play, { anna });
}

function begin(clock: FixedClock, fate: Fate): Life {
  newest = beginLife(clock.now, fate);
  return newest;
}

/** A start that fails ends the process, and the supervisor tries again. */
async function live(play: Omit<Play, 'anna'>): Promise<Anna> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await play.life.run(() => start(play));
    } catch (error) {
      if (attempt === 4) throw error;
      play.life.die();
      play.life = begin(play.clock, play.fate);
    }
  }
}

/** The supervisor: a dead process is started again. */
async function reviveIfDead(play: Play): Promise<void> {
  if (!play.life.isDead) return;
  leaves(play).catch(() => undefined);
  play.life = begin(play.clock, play.fate);
  play.anna = await live(play);
}

const leaves = ({ anna, life }: Play): Promise<void> => life.run(() => anna.stop());

function start({ url, folder, life, messengers }: Omit<Play, 'anna'>): Promise<Anna> {
  const config = readConfig({ PORT: '0', DATABASE_URL: url, SECRET: 'not a secret, only long enough to be one', SHOP_LANGUAGE: 'en' }, folder);
  return startAnna(config, life.now, new Map(messengers.map((each) => [each.file.name, each.file])));
}

async function everybodyComesIn(play: Play): Promise<void> {
  for (const { name, role, address } of colleagues) {
    const by = { kind: 'system' } as const;
    const { code } = await play.anna.store.tx((tx) => inviteStaff(tx, { name, roles: [role], language: 'en', by, now: morning }));
    await play.life.run(() => play.messengers[1].brings(address, `join-${name}`, { kind: 'start', payload: code }, name));
  }
  await settle(play);
}

/** Everybody does their part, as people do: what had no effect is done again. Then five minutes pass. */
async function act(play: Play, { steps }: Script): Promise<string[]> {
  const end = play.clock.now() + lasts;
  const breaches: string[] = [];
  for (const step of steps) breaches.push(...(await take(play, step)));
  for (let hop = 0; hop < 6; hop++) {
    play.clock.advance(seconds(40));
    await settle(play);
  }
  play.fate.disarm();
  play.life.steady();
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
    if (await step.isDone(play.anna.store.read)) return [];
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

/** As the platform does it: the same update again until it is taken. */
async function bring(play: Play, who: Role, heard: Heard, externalId: string): Promise<void> {
  for (let attempt = 1; attempt <= 5; attempt++) {
    try {
      const [clients, staff] = play.messengers;
      const messenger = who === 'client' ? clients : staff;
      await play.life.run(() => messenger.brings(addressOf(who), externalId, heard, who === 'client' ? 'Ann' : who));
      if (!play.life.isDead) return;
    } catch {
      // not taken: it comes again
    }
    await reviveIfDead(play);
  }
  throw new Error('An update is never taken');
}

async function settle(play: Play): Promise<void> {
  for (let life = 0; life < 3; life++) {
    await reviveIfDead(play);
    rings(play);
    await play.life.run(() => play.anna.idle()).catch(() => play.life.die());
    if (!play.life.isDead) return;
  }
}

/** As the tick does it: what fails is logged and asked again next time. */
function rings({ anna, life }: Play): void {
  try {
    life.run(() => anna.tick());
  } catch {}
}

/** An update that could not be handled is kept with its reason, and the person is told. */
async function wasTold({ anna }: Play, externalId: string): Promise<boolean> {
  const rows = await anna.store.read.select().from(inbox);
  return rows.some((row) => row.externalId === externalId && row.failure !== null);
}

async function judge(play: Play, expected: readonly string[]): Promise<string[]> {
  const { read } = play.anna.store;
  const waiting = await read
    .select()
    .from(outbox)
    .where(and(isNull(outbox.doneAt), lte(outbox.runAt, play.clock.now())));
  const begun = (await read.select().from(outbox).where(isNull(outbox.doneAt))).filter(({ attempts }) => attempts > 0);
  const bad = (await read.select().from(outbox)).filter(({ result }) => result === 'failed' || result === 'uncertain');
  return [
    ...differentBusiness(expected, await businessOf(read)),
    ...[...waiting, ...begun].map(({ id, kind, reason }) => `errand ${id} (${kind}) never ended: ${reason}`),
    ...bad.map(({ id, kind, result, reason }) => `errand ${id} (${kind}) ended ${result}: ${reason}`),
    ...(await oddCopies(read, play.messengers, play.fate.struck.length)),
  ];
}
