import { readConfig } from '../../../config.ts';
import { type Anna, startAnna } from '../../../main.ts';
import type { Heard } from '../../../notifications/message.ts';
import { type FixedClock, fixedClock } from '../../clock.ts';
import { type Fate, type Fault, openFate } from './fate.ts';
import { beginLife, type Life } from './life.ts';
import { type Chats, type Messenger, openMessenger } from './messenger.ts';
import type { Script } from './scenes.ts';
import type { Stand } from './stand.ts';

/** Everything that outlives a process: the database, what stands in people's phones, the time. */
export interface Props {
  database: string | undefined;
  chats: readonly Chats[];
  at: number;
}

/** A shop that is being played in. */
export interface Play {
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
export async function openPlay({ stand, folder, before, script, faults = [] }: Setting): Promise<Play> {
  const database = `play_${process.pid}_${plays++}`;
  await stand.copy(before.database, database);
  const clock = fixedClock(before.at);
  const fate = openFate();
  const network: Life['network'] = (effect) => play.life.network(effect);
  const messengers = [
    openMessenger('telegram', 'clients', network),
    openMessenger('telegram-staff', 'staff', network),
    openMessenger('sms', 'clients', network),
  ] as const;
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
export async function reviveIfDead(play: Play): Promise<void> {
  if (!play.life.isDead) return;
  leaves(play).catch(() => undefined);
  play.life = begin(play.clock, play.fate);
  play.anna = await live(play);
}

/** A planned end. */
export const leaves = ({ anna, life }: Play): Promise<void> => life.run(() => anna.stop());

function start({ url, folder, life, messengers }: Omit<Play, 'anna'>): Promise<Anna> {
  const config = readConfig(
    { PORT: '0', DATABASE_URL: url, SECRET: 'not a secret, only long enough to be one', SHOP_LANGUAGE: 'en' },
    folder,
  );
  return startAnna(config, life.now, new Map(messengers.map((each) => [each.file.name, each.file])));
}

interface Update {
  messenger: Messenger;
  address: string;
  name: string;
  heard: Heard;
  externalId: string;
}

/** As the platform does it: the same update again until it is taken. */
export async function bring(play: Play, { messenger, address, name, heard, externalId }: Update): Promise<void> {
  for (let attempt = 1; attempt <= 5; attempt++) {
    try {
      await play.life.run(() => messenger.brings(address, externalId, heard, name));
      if (!play.life.isDead) return;
    } catch {
      // not taken: it comes again
    }
    await reviveIfDead(play);
  }
  throw new Error('An update is never taken');
}

/** Resolves when nothing is left to do now. */
export async function settle(play: Play): Promise<void> {
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
