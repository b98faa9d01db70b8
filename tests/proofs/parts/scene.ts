import { and, isNull, lte } from 'drizzle-orm';
import { inbox } from '../../../db/schema/talk.ts';
import { outbox } from '../../../db/schema/work.ts';
import { inviteStaff } from '../../../flows/staff/invite-staff.ts';
import type { Heard } from '../../../notifications/message.ts';
import { minutes, seconds } from '../../../notifications/time.ts';
import { businessOf, differentBusiness, oddCopies } from './business.ts';
import type { Fault } from './fate.ts';
import type { Messenger } from './messenger.ts';
import { bring, leaves, openPlay, type Play, type Props, settle } from './play.ts';
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

export interface Found {
  /** What went wrong and where; nothing when the scene was over before. */
  struck: readonly string[];
  breaches: string[];
}

const morning = Date.parse('2027-03-01T11:00:00+03:00');
/** Longer than the waits of the rules and the lease of a dead process together. */
const lasts = minutes(7);
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

async function everybodyComesIn(play: Play): Promise<void> {
  for (const { name, role, address } of colleagues) {
    const by = { kind: 'system' } as const;
    const { code } = await play.anna.store.tx((tx) => inviteStaff(tx, { name, roles: [role], language: 'en', by, now: morning }));
    await play.life.run(() => play.messengers[1].brings(address, `join-${name}`, { kind: 'start', payload: code }, name));
  }
  await settle(play);
}

/** Everybody does their part, as people do: what had no effect is done again. Then some minutes pass. */
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
    await bring(play, { messenger: messengerOf(play, step.who), address: addressOf(step.who), name: nameOf(step.who), heard, externalId });
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

function find(play: Play, { who, does }: Step): Heard | undefined {
  if ('say' in does) return does.say;
  return messengerOf(play, who).findButton(addressOf(who), (label) => does.press.test(label))?.heard;
}

const messengerOf = ({ messengers: [clients, staff] }: Play, who: Role): Messenger => (who === 'client' ? clients : staff);

const nameOf = (who: Role): string => (who === 'client' ? 'Ann' : who);

const addressOf = (who: Role): string => colleagues.find(({ name }) => name === who)?.address ?? clientAddress;

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
