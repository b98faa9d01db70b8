import { asc, eq } from 'drizzle-orm';
import { onTestFinished } from 'vitest';

import { log } from '../db/log.ts';
import { products } from '../db/schema/catalog.ts';
import { orders } from '../db/schema/orders.ts';
import type { Language, Role } from '../db/schema/words.ts';
import { events } from '../db/schema/work.ts';
import type { Store } from '../db/store.ts';

import { startFollower } from '../flows/automation/follower.ts';
import { loadActions } from '../flows/automation/load-actions.ts';
import { sealWith } from '../flows/clients/allergies.ts';
import { meetCaller } from '../flows/clients/meet-caller.ts';
import { customerRepertoire } from '../flows/dialogs/customer-repertoire.ts';
import { hear, hearRefusal } from '../flows/dialogs/hear.ts';
import type { Inbound, Received } from '../flows/dialogs/hearing/inbound.ts';
import { signPressesWith } from '../flows/dialogs/press.ts';
import { staffRepertoire } from '../flows/dialogs/staff-repertoire.ts';
import { deliver } from '../flows/messages/deliver.ts';
import { fetchFile } from '../flows/messages/fetch-file.ts';
import { openShop } from '../flows/open-shop.ts';
import type { Order } from '../flows/orders/load-order.ts';
import { mainPipeline, type Stage } from '../flows/orders/pipeline.ts';
import { type PlaceOrder, placeOrder } from '../flows/orders/place-order.ts';
import { loadReminders } from '../flows/orders/plan-reminder.ts';
import { sendCard } from '../flows/orders/send-card.ts';
import bakery from '../flows/presets/bakery.ts';
import { Refused } from '../flows/refused.ts';
import { getShop, type Shop, saveShop } from '../flows/shop.ts';
import { inviteStaff } from '../flows/staff/invite-staff.ts';
import { timerErrand } from '../flows/timers.ts';
import { ChannelError } from '../notifications/channel-error.ts';
import { type Heard, type Message, plain } from '../notifications/message.ts';
import type { Sender } from '../notifications/sender.ts';
import { instantOf } from '../notifications/time.ts';
import { startWorker } from '../notifications/worker.ts';
import { type FixedClock, fixedClock } from './clock.ts';
import { openTestStore } from './database.ts';

/** A bakery at work: colleagues and clients with a messenger that is only a list, rules and timers running, a clock that we turn. */
export interface Floor {
  store: Store;
  clock: FixedClock;
  stages: Stage[];
  shop(): Promise<Shop>;
  changeShop(change: Partial<Shop>): Promise<void>;
  /** A colleague who has come in by a one-time link. */
  colleague(name: string, ...roles: Role[]): Promise<Desk>;
  client(name: string): Desk;
  /** An order of a caller, on its first stage. */
  order(wish?: Partial<PlaceOrder>): Promise<number>;
  read(orderId: number): Promise<Order>;
  /** Types of all events, oldest first. */
  events(): Promise<string[]>;
  /** Lets time pass, and everything happen that is due by then. */
  passes(ms: number): Promise<void>;
  /** Lets everything happen that is due now. */
  settles(): Promise<void>;
}

/** Somebody's side of one chat. */
export interface Desk {
  id: number;
  chat: Shown[];
  says(text: string, replyTo?: Shown): Promise<void>;
  sends(heard: Heard): Promise<Received>;
  /** Changes the newest own message with these words. */
  edits(words: string, text: string): Promise<void>;
  /** Presses the newest button with this label, or one that begins with it; answers the words on top. */
  presses(label: string): Promise<string>;
  /** The newest message with these words in it. */
  sees(words: string): Shown;
  /** Labels of the buttons on the newest message with these words. */
  buttonsOn(words: string): string[];
  /** The data of a button, to press it later. */
  dataOf(label: string): string;
}

export interface Shown {
  externalId: string;
  text: string;
  message: Message;
}

const zone = 'Europe/Moscow';

/** Opens a bakery on a Friday noon. */
export async function openFloor({ language = 'ru' as Language } = {}): Promise<Floor> {
  signPressesWith('a secret of tests');
  sealWith('a secret of tests');
  const clock = fixedClock(instantOf('2026-11-20', '12:00', zone));
  const { store, close } = await openTestStore();
  await store.tx((tx) =>
    openShop(tx, new Map(), { preset: bakery, name: language === 'ru' ? 'Анна' : 'Anna', language, timezone: zone, currency: 'RUB' }),
  );
  await loadReminders();
  const actions = await loadActions();
  const repertoires = { customer: await customerRepertoire(), staff: await staffRepertoire() };
  const messengers = { staff: messenger('staff'), web: messenger('web') };
  const senders = new Map(Object.entries(messengers));
  const files = {
    keep: () => Promise.resolve(`${'a'.repeat(64)}.jpg`),
    read: () => Promise.resolve(Buffer.of()),
    remove: () => Promise.resolve(),
    path: (name: string) => name,
  };
  const world = { store, senders, files, log, now: clock.now };
  const worker = startWorker(world, { message: deliver, card: sendCard, timer: await timerErrand(actions), fetch: fetchFile });
  const follower = startFollower({ store, actions, log, now: clock.now }, () => worker.nudge());
  onTestFinished(async () => {
    await worker.stop(1000);
    await close();
  });

  const settles = async () => {
    for (let quiet = 0; quiet < 3; quiet++) {
      follower.nudge();
      await follower.idle();
      worker.nudge();
      await worker.idle();
    }
  };
  const receive = async (inbound: Inbound, audience: 'staff' | 'clients') => {
    const ear = { now: clock.now(), audience, repertoires };
    const received = await store
      .tx((tx) => hear(tx, inbound, ear))
      .catch((error: unknown) => {
        if (!(error instanceof Refused)) throw error;
        return store.tx((tx) => hearRefusal(tx, inbound, ear, error));
      });
    await settles();
    return received;
  };
  const { stages } = await mainPipeline(store.read);
  let people = 0;
  let origins = 0;

  return {
    store,
    clock,
    stages,
    settles,
    shop: () => getShop(store.read),
    changeShop: (change) => store.tx(async (tx) => saveShop(tx, { ...(await getShop(tx)), ...change })),
    async colleague(name, ...roles) {
      const { code, staffId } = await store.tx((tx) =>
        inviteStaff(tx, { name, roles, language, by: { kind: 'system' }, now: clock.now() }),
      );
      const desk = deskOf({
        id: staffId,
        channel: 'staff',
        address: `desk ${++people}`,
        name,
        chats: messengers.staff.chats,
        clock,
        receive: (inbound) => receive(inbound, 'staff'),
      });
      await desk.sends({ kind: 'start', payload: code });
      return desk;
    },
    client: (name) =>
      deskOf({
        id: 0,
        channel: 'web',
        address: `client ${++people}`,
        name,
        language,
        chats: messengers.web.chats,
        clock,
        receive: (inbound) => receive(inbound, 'clients'),
      }),
    async order(wish = {}) {
      const now = clock.now();
      const shop = await getShop(store.read);
      const { order } = await store.tx(async (tx) => {
        const client = await meetCaller(tx, { phone: '+79123456789', name: 'Ольга Петрова', language, by: { kind: 'system' }, now });
        const [cake] = await tx.select().from(products).where(eq(products.active, true)).orderBy(asc(products.id)).limit(1);
        const chosen = Object.fromEntries((cake?.options ?? []).map(({ key, choices }) => [key, choices[0]?.key ?? '']));
        return placeOrder(tx, {
          origin: `test ${++origins}`,
          clientId: client.id,
          items: [{ productId: cake?.id ?? 0, amount: cake?.minAmount ?? 0, chosen, inscription: 'Маме' }],
          fulfilment: 'delivery',
          address: { text: 'ул. Ленина, 5' },
          dueAt: instantOf('2026-11-28', '12:00', zone),
          dueUntil: instantOf('2026-11-28', '14:00', zone),
          contactName: 'Ольга Петрова',
          contactPhone: '+79123456789',
          language,
          by: { kind: 'system' },
          now,
          shop,
          ...wish,
        });
      });
      await settles();
      return order.id;
    },
    async read(orderId) {
      const [order] = await store.read.select().from(orders).where(eq(orders.id, orderId));
      if (!order) throw new Error('There is no such order');
      return order;
    },
    events: async () => (await store.read.select({ type: events.type }).from(events).orderBy(asc(events.id))).map(({ type }) => type),
    async passes(ms) {
      clock.advance(ms);
      await settles();
    },
  };
}

/** A platform that remembers what it shows. */
function messenger(name: string): Sender & { chats: Map<string, Shown[]> } {
  const chats = new Map<string, Shown[]>();
  let ids = 0;
  const chatOf = (address: string) => {
    const chat = chats.get(address) ?? [];
    chats.set(address, chat);
    return chat;
  };
  return {
    name,
    perSecond: 1_000_000,
    chats,
    send({ address, message, replaces }) {
      const chat = chatOf(address);
      const text = plain(message.text).replace(/[\u00A0\u202F]/g, ' ');
      const shown = chat.find(({ externalId }) => externalId === replaces);
      if (shown) Object.assign(shown, { text, message });
      const externalId = shown?.externalId ?? `${name}-${++ids}`;
      if (!shown) chat.push({ externalId, text, message });
      return Promise.resolve({ externalId });
    },
    remove(address, externalId) {
      const chat = chatOf(address);
      const at = chat.findIndex((each) => each.externalId === externalId);
      if (at >= 0) chat.splice(at, 1);
      return Promise.resolve();
    },
    /** A file called `gone` is no longer there. */
    fetch: ({ remoteId }) =>
      remoteId === 'gone' ? Promise.reject(new ChannelError('wrong file_id', 'never')) : Promise.resolve(Uint8Array.of(1)),
  };
}

interface Seat {
  id: number;
  channel: string;
  address: string;
  name: string;
  language?: Language;
  chats: Map<string, Shown[]>;
  clock: FixedClock;
  receive(inbound: Inbound): Promise<Received>;
}

function deskOf({ id, channel, address, name, language, chats, clock, receive }: Seat): Desk {
  let updates = 0;
  const written = new Map<string, string>();
  const chat = chats.get(address) ?? [];
  chats.set(address, chat);
  const sends = (heard: Heard, messageId = `in-${updates + 1}`) =>
    receive({
      channel,
      address,
      name,
      externalId: `${address} ${++updates}`,
      messageId,
      at: clock.now(),
      heard,
      ...(language && { language }),
    });
  const transcript = () => chat.map(({ text, message }) => `${text}\n   [${labelsOf(message).join(' | ')}]`).join('\n---\n');
  const find = (label: string) => {
    for (const exactly of [true, false]) {
      for (const shown of chat.toReversed()) {
        const button = (shown.message.buttons ?? [])
          .flat()
          .find((each) => each.data && (exactly ? reads(each.label) === reads(label) : reads(each.label).startsWith(reads(label))));
        if (button?.data) return { data: button.data, messageId: shown.externalId };
      }
    }
    throw new Error(`${name} sees no button “${label}”:\n${transcript()}`);
  };
  const sees = (words: string) => {
    const shown = chat.findLast(({ text }) => text.includes(words));
    if (!shown) throw new Error(`${name} does not see “${words}”:\n${transcript()}`);
    return shown;
  };
  return {
    id,
    chat,
    sends: (heard) => sends(heard),
    sees,
    async says(text, replyTo) {
      written.set(text, `in-${updates + 1}`);
      await sends({ kind: 'text', text, ...(replyTo && { replyTo: replyTo.externalId }) });
    },
    async edits(words, text) {
      const messageId = written.get(words);
      if (messageId === undefined) throw new Error(`${name} has not written “${words}”`);
      written.set(text, messageId);
      await sends({ kind: 'edited', said: { kind: 'text', text } }, messageId);
    },
    presses: async (label) => (await sends({ kind: 'button', ...find(label) })).toast ?? '',
    buttonsOn: (words) => labelsOf(sees(words).message),
    dataOf: (label) => find(label).data,
  };
}

const labelsOf = (message: Message): string[] => (message.buttons ?? []).flat().map(({ label }) => label.replace(/[\u00A0\u202F]/g, ' '));

/** A label without its picture, as one reads it. */
const reads = (label: string): string =>
  label
    .toLowerCase()
    .replace(/[\u00A0\u202F]/g, ' ')
    .replace(/^[^\p{L}\p{N}]+/u, '');
