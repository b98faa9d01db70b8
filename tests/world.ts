import { asc, eq } from 'drizzle-orm';
import { onTestFinished } from 'vitest';
import { orders } from '../db/schema/orders.ts';
import { clients, identities } from '../db/schema/people.ts';
import { conversations } from '../db/schema/talk.ts';
import type { Language } from '../db/schema/words.ts';
import { events, outbox } from '../db/schema/work.ts';
import type { Store } from '../db/store.ts';
import { sealWith } from '../flows/clients/allergies.ts';
import { customerRepertoire } from '../flows/dialogs/customer-repertoire.ts';
import type { Client, StaffTurn } from '../flows/dialogs/dialog.ts';
import type { Repertoire } from '../flows/dialogs/engine.ts';
import { hear, hearRefusal } from '../flows/dialogs/hear.ts';
import type { Inbound, Received } from '../flows/dialogs/hearing/inbound.ts';
import { signPressesWith } from '../flows/dialogs/press.ts';
import { openShop } from '../flows/open-shop.ts';
import bakery from '../flows/presets/bakery.ts';
import { Refused } from '../flows/refused.ts';
import { getShop, type Shop, saveShop } from '../flows/shop.ts';
import { type Heard, type Message, plain } from '../notifications/message.ts';
import { type FixedClock, fixedClock } from './clock.ts';
import { openTestStore } from './database.ts';

/** A bakery in a fresh database and a clock that we turn; people talk to it directly, without a messenger between. It ends with the test. */
export interface World {
  store: Store;
  /** Of the database, to look at it past the store. */
  url: string;
  clock: FixedClock;
  /** Somebody who writes to the customers' bot for the first time. */
  client(name?: string, language?: Language, channel?: { numbered: boolean }): Person;
  /** Changes settings of the shop. */
  changeShop(change: Partial<Shop>): Promise<void>;
  shop(): Promise<Shop>;
  events(): Promise<string[]>;
  orders(): Promise<(typeof orders.$inferSelect)[]>;
}

/** A person's side of one chat. */
export interface Person {
  says(text: string): Promise<Received>;
  /** Presses the newest button whose words are these, with or without the picture before them, or begin with them. */
  presses(label: string): Promise<Received>;
  sends(heard: Heard): Promise<Received>;
  /** Presses and says one after another: `~` before the words that are typed. */
  does(...acts: string[]): Promise<void>;
  /** The newest message; its text without marks, with plain spaces. */
  sees(): Promise<string>;
  /** Everything said to this person since the last act. */
  hears(): Promise<string[]>;
  /** Labels of the buttons on the newest message. */
  buttons(): Promise<string[]>;
  /** The data of a button of the newest message, to press it later or again. */
  dataOf(label: string): Promise<string>;
  card(): Promise<Client>;
}

/** A Monday morning in Moscow. */
export const monday = Date.parse('2027-03-01T11:00:00+03:00');

const nobody: Repertoire<StaffTurn> = { dialogs: new Map(), home: 'menu', otherwise: () => Promise.resolve(false) };

export async function newWorld({ at = monday, language = 'ru' as Language } = {}): Promise<World> {
  signPressesWith('a secret of tests');
  sealWith('a secret of tests');
  const clock = fixedClock(at);
  const { store, url, close } = await openTestStore();
  onTestFinished(close);
  const given = {
    preset: bakery,
    name: language === 'ru' ? 'Сладкая Анна' : 'Sweet Anna',
    language,
    timezone: 'Europe/Moscow',
    currency: 'RUB',
  };
  await store.tx((tx) => openShop(tx, new Map(), given));
  const repertoires = { customer: await customerRepertoire(), staff: nobody };
  let people = 0;
  return {
    store,
    url,
    clock,
    client: (name = 'Мария', speaks = language, channel = { numbered: false }) =>
      person(store, clock, repertoires, { address: `person ${++people}`, name, language: speaks, ...channel }),
    changeShop: (change) => store.tx(async (tx) => saveShop(tx, { ...(await getShop(tx)), ...change })),
    shop: () => getShop(store.read),
    events: async () => (await store.read.select({ type: events.type }).from(events).orderBy(asc(events.id))).map(({ type }) => type),
    orders: () => store.read.select().from(orders).orderBy(asc(orders.id)),
  };
}

type Who = Pick<Inbound, 'address'> & { name: string; language: Language; numbered: boolean };
type Repertoires = Parameters<typeof hear>[2]['repertoires'];

function person(store: Store, clock: FixedClock, repertoires: Repertoires, who: Who): Person {
  let updates = 0;
  let heardUntil = 0;

  const sends = async (heard: Heard) => {
    heardUntil = (await said(store, who)).at(-1)?.id ?? 0;
    const externalId = `${who.address} ${++updates}`;
    const inbound: Inbound = { channel: 'web', externalId, messageId: String(updates), at: clock.now(), heard, ...who };
    const ear = { now: clock.now(), audience: 'clients' as const, repertoires };
    return store
      .tx((tx) => hear(tx, inbound, ear))
      .catch((error: unknown) => {
        if (!(error instanceof Refused)) throw error;
        return store.tx((tx) => hearRefusal(tx, inbound, ear, error));
      });
  };
  const dataOf = async (label: string) => {
    const screens = (await said(store, who)).toReversed().map(({ message }) => (message.buttons ?? []).flat());
    for (const screen of screens) {
      const found =
        screen.find((each) => reads(each.label) === reads(label)) ?? screen.find((each) => reads(each.label).startsWith(reads(label)));
      if (found?.data) return found.data;
    }
    throw new Error(
      `No button “${label}” among: ${screens
        .slice(0, 2)
        .flat()
        .map((each) => each.label)
        .join(' | ')}`,
    );
  };
  const self: Person = {
    sends,
    says: (text) => sends({ kind: 'text', text }),
    presses: async (label) => sends({ kind: 'button', data: await dataOf(label), messageId: 'shown' }),
    async does(...acts) {
      for (const act of acts) await (act.startsWith('~') ? self.says(act.slice(1)) : self.presses(act));
    },
    sees: async () => spaced((await said(store, who)).at(-1)?.message.text ?? ''),
    hears: async () => (await said(store, who)).filter(({ id }) => id > heardUntil).map(({ message }) => spaced(message.text)),
    buttons: async () => ((await said(store, who)).at(-1)?.message.buttons ?? []).flat().map(({ label }) => spaced(label)),
    dataOf,
    async card() {
      const [found] = await store.read
        .select()
        .from(clients)
        .where(eq(clients.id, await clientIdOf(store, who)));
      if (!found) throw new Error('Not a client yet');
      return found;
    },
  };
  return self;
}

/** Plain words with plain spaces: sums are written with unbreakable ones. */
const spaced = (text: string): string => plain(text).replace(/[\u00A0\u202F]/g, ' ');

/** A label without its picture, as one reads it. */
const reads = (label: string): string =>
  spaced(label)
    .toLowerCase()
    .replace(/^[^\p{L}\p{N}]+/u, '');

/** Every message to this address, oldest first. */
async function said(store: Store, { address }: Who): Promise<{ id: number; message: Message }[]> {
  const rows = await store.read
    .select({ id: outbox.id, payload: outbox.payload })
    .from(outbox)
    .where(eq(outbox.kind, 'message'))
    .orderBy(asc(outbox.id));
  // What sendMessage wrote there.
  return rows.flatMap(({ id, payload }) => (payload.address === address ? [{ id, message: payload.message as Message }] : []));
}

async function clientIdOf(store: Store, { address }: Who): Promise<number> {
  const [identity] = await store.read.select({ clientId: identities.clientId }).from(identities).where(eq(identities.address, address));
  return identity?.clientId ?? 0;
}

/** Where a conversation stands: dialog and step. */
export async function standsAt({ store }: World): Promise<string> {
  const [row] = await store.read.select({ dialog: conversations.dialog, step: conversations.step }).from(conversations);
  return `${row?.dialog ?? '-'}:${row?.step ?? '-'}`;
}
