import type { Heard } from '../../../notifications/message.ts';
import type { Random } from './random.ts';
import { nextAct } from './shopper.ts';
import { colleagues, type Deed, type Side } from './side.ts';

type Channel = Deed['channel'];

/** What somebody does next, in words that mean the same on both sides: a button is named by its message and its label. */
export type Move =
  | { kind: 'press'; channel: Channel; address: string; message: number; label: string }
  | { kind: 'say'; channel: Channel; address: string; heard: Heard }
  | { kind: 'wait'; ms: number };

/** Decides what happens next in a history of these people, by what stands in their chats on one side. */
export function chooseMove(side: Side, random: Random, people: readonly { channel: Channel; address: string }[]): Move {
  if (random.chance(4)) return { kind: 'wait', ms: random.pick([1000, 30_000, 61_000, 700_000, 8_000_000]) };
  // One of them has most to say, so that some histories come to an order and what follows.
  const { channel, address } = (random.chance(60) ? people[0] : undefined) ?? random.pick(people);
  const chat = messengerOf(side, channel).chat(address);
  const labels = chat.map(({ message }) => message.buttons?.flat().flatMap(({ label, data }) => (data === undefined ? [] : [label])) ?? []);
  const newest = labels.findLastIndex((each) => each.length > 0);
  if (newest < 0 && channel === 'telegram') return { kind: 'say', channel, address, heard: { kind: 'text', text: '/order' } };
  if (newest < 0 || random.chance(5)) return { kind: 'say', channel, address, heard: anything(random, channel) };

  const onward = channel === 'telegram-staff' && random.chance(60) ? findOnward(labels) : undefined;
  if (onward) return { kind: 'press', channel, address, ...onward };

  const any = random.chance(8) ? random.between(0, newest) : newest;
  const message = (labels[any]?.length ?? 0) > 0 ? any : newest;
  const here = labels[message] ?? [];
  if (channel === 'telegram' && random.chance(90)) {
    const act = nextAct({ text: chat[message]?.message.text ?? '', labels: here }, random);
    if (act && 'type' in act) return { kind: 'say', channel, address, heard: { kind: 'text', text: act.type } };
    if (act) return { kind: 'press', channel, address, message, label: act.press };
  }
  return { kind: 'press', channel, address, message, label: random.pick(here) };
}

/** Buttons by which a colleague brings an order on its way. */
const ways = [/Take/, /Allergies$/, /No allergies/, /^▶/, /Payment received/, /^₽[\d,.]+$/, /^Transfer$/, /Confectioner/, /^Cat/];

function findOnward(labels: readonly (readonly string[])[]): { message: number; label: string } | undefined {
  const message = labels.findLastIndex((each) => each.some((label) => ways.some((way) => way.test(label))));
  const label = labels[message]?.find((each) => ways.some((way) => way.test(each)));
  return label === undefined ? undefined : { message, label };
}

/** The move as an update of this side; undefined when there is no such button here, which is a difference. */
export function deedOf(side: Side, move: Exclude<Move, { kind: 'wait' }>, externalId: string): Deed | undefined {
  const { channel, address } = move;
  if (move.kind === 'say') return { channel, address, externalId, heard: move.heard };
  const shown = messengerOf(side, channel).chat(address)[move.message];
  const data = shown?.message.buttons?.flat().find(({ label }) => label === move.label)?.data;
  return shown && data !== undefined ? { channel, address, externalId, heard: { kind: 'button', data, messageId: shown.id } } : undefined;
}

export const messengerOf = (side: Side, channel: Channel) => (channel === 'telegram' ? side.clients : side.staff);

/** One to five people: clients nobody has seen before, and colleagues. */
export function choosePeople(random: Random, history: number): { channel: Channel; address: string }[] {
  const clients = Array.from({ length: random.between(1, 3) }, (_, i) => ({
    channel: 'telegram' as const,
    address: `${history * 10 + i}`,
  }));
  const staff = Array.from({ length: random.between(0, 2) }, () => ({
    channel: 'telegram-staff' as const,
    address: random.pick(colleagues).address,
  }));
  return [...clients, ...staff];
}

const sayings = [
  '/start',
  '/order',
  '/orders',
  '/menu',
  '/today',
  '/cancel',
  'back',
  'menu',
  'manager',
  '2',
  '1.5 kg',
  'Saturday',
  'no',
  'yes',
  'ok',
  'Is it fresh?',
  '😀',
  '<b>3',
  '7 Green Street',
  '+79161234567',
  '3000',
  'tomorrow 15:00',
];

function anything(random: Random, channel: Channel): Heard {
  if (random.chance(75)) {
    const text = random.pick(channel === 'telegram' ? ['/order', '/order', ...sayings] : sayings);
    return text === '/start' ? { kind: 'start', payload: random.chance(20) ? 'src-ad' : '' } : { kind: 'text', text };
  }
  return random.pick<Heard>([
    { kind: 'other', what: 'sticker' },
    { kind: 'file', file: { kind: 'photo', remoteId: `photo-${random.between(1, 9)}` }, caption: random.pick(['', 'like this']) },
    { kind: 'file', file: { kind: 'voice', remoteId: 'voice-1' }, caption: '' },
    { kind: 'place', latitude: 55.75, longitude: 37.62 },
    { kind: 'contact', phone: '+79167654321', name: 'Olga', own: random.chance(50) },
    { kind: 'button', data: 's~1~yes~forged00' },
    { kind: 'blocked' },
    { kind: 'unblocked' },
  ]);
}
