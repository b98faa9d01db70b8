import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Doors, Inbound } from '../../../bot/channel.ts';
import { openInbox } from '../../../bot/inbox.ts';
import { openFiles } from '../../../db/files.ts';
import { loadFolder } from '../../../db/folder.ts';
import { dialect } from '../../../db/kit.ts';
import { log } from '../../../db/log.ts';
import type { Role } from '../../../db/schema/words.ts';
import type { Store } from '../../../db/store.ts';
import type { Action } from '../../../flows/automation/action.ts';
import { startFollower } from '../../../flows/automation/follower.ts';
import { sealWith } from '../../../flows/clients/allergies.ts';
import { customerRepertoire } from '../../../flows/dialogs/customer-repertoire.ts';
import { signPressesWith } from '../../../flows/dialogs/press.ts';
import { staffRepertoire } from '../../../flows/dialogs/staff-repertoire.ts';
import { deliver } from '../../../flows/messages/deliver.ts';
import { fetchFile } from '../../../flows/messages/fetch-file.ts';
import { openShop } from '../../../flows/open-shop.ts';
import { loadReminders } from '../../../flows/orders/plan-reminder.ts';
import { sendCard } from '../../../flows/orders/send-card.ts';
import bakery from '../../../flows/presets/bakery.ts';
import { getShop, saveShop } from '../../../flows/shop.ts';
import { inviteStaff } from '../../../flows/staff/invite-staff.ts';
import { timerErrand } from '../../../flows/timers.ts';
import type { Heard } from '../../../notifications/message.ts';
import { startWorker } from '../../../notifications/worker.ts';
import { type FixedClock, fixedClock } from '../../clock.ts';
import { openTestStore } from '../../database.ts';
import { type Messenger, openMessenger } from './messenger.ts';

export interface Deed {
  /** Who acts, and where. */
  channel: 'telegram' | 'telegram-staff';
  address: string;
  externalId: string;
  heard: Heard;
}

/** A bakery without network and tick: everything that follows from an update has happened when `settles` resolves. */
export interface Side {
  store: Store;
  clock: FixedClock;
  clients: Messenger;
  staff: Messenger;
  brings(deed: Deed): Promise<void>;
  /** The same, through a second program on the same database, which knows nothing of the first. */
  bringsByTheOther(deed: Deed): Promise<void>;
  settles(): Promise<void>;
  close(): Promise<void>;
}

export const colleagues: readonly { address: string; name: string; role: Role }[] = [
  { address: '9000', name: 'Olga', role: 'owner' },
  { address: '9001', name: 'Mia', role: 'manager' },
  { address: '9002', name: 'Max', role: 'manager' },
  { address: '9003', name: 'Hal', role: 'workshop-head' },
  { address: '9004', name: 'Cat', role: 'cook' },
  { address: '9005', name: 'Dan', role: 'driver' },
];

const morning = Date.parse('2027-03-01T11:00:00+03:00');

/**
 * Opens a bakery with everybody at work. On PostgreSQL transactions that begin at once end in any order; `inTurn` lets them go one after
 * another, so that two sides can be compared row by row.
 */
export async function openSide({ inTurn = true } = {}): Promise<Side> {
  signPressesWith('the same key on both sides');
  sealWith('the same key on both sides');
  const db = await openTestStore();
  const store = inTurn && dialect === 'postgres' ? oneAfterAnother(db.store) : db.store;
  const clock = fixedClock(morning);
  const { now } = clock;
  const folder = mkdtempSync(join(tmpdir(), 'anna-side-'));
  const files = openFiles(folder);
  await store.tx((tx) =>
    openShop(tx, new Map(), { preset: bakery, name: 'Anna', language: 'en', timezone: 'Europe/Moscow', currency: 'RUB' }),
  );
  await store.tx(async (tx) => saveShop(tx, { ...(await getShop(tx)), ordersPerDay: 1_000_000 }));

  const clients = openMessenger('telegram', 'clients');
  const staff = openMessenger('telegram-staff', 'staff');
  const actions = await loadFolder<Action>(new URL('../../../flows/automation/actions/', import.meta.url));
  await loadReminders();
  // The messengers ask nothing of their doors; updates go straight to the inbox.
  const doors = {} as Doors;
  const senders = new Map([clients, staff].map(({ file }) => [file.name, file.open(doors)]));
  const worker = startWorker(
    { store, senders, files, log, now },
    { message: deliver, card: sendCard, timer: await timerErrand(actions), fetch: fetchFile },
  );
  const follower = startFollower({ store, actions, log, now }, () => worker.nudge());
  const nudge = () => {
    follower.nudge();
    worker.nudge();
  };
  const repertoires = { customer: await customerRepertoire(), staff: await staffRepertoire() };
  const surroundings = {
    store,
    log,
    now,
    nudge,
    repertoires,
    audienceOf: (channel: string) => (channel === 'telegram' ? ('clients' as const) : ('staff' as const)),
  };
  const inbox = openInbox(surroundings);
  const other = openInbox(surroundings);
  const inboundOf = ({ channel, address, externalId, heard }: Deed): Inbound => ({
    channel,
    address,
    externalId,
    at: now(),
    heard,
    name: `Person ${address}`,
    language: 'en',
  });

  const side: Side = {
    ...{ store, clock, clients, staff },
    brings: async (deed) => void (await inbox.receive(inboundOf(deed))),
    bringsByTheOther: async (deed) => void (await other.receive(inboundOf(deed))),
    async settles() {
      nudge();
      for (let quiet = 0; quiet < 2; quiet++) {
        await inbox.idle();
        await follower.idle();
        await worker.idle();
      }
    },
    async close() {
      await follower.stop();
      await worker.stop(1000);
      await db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  for (const colleague of colleagues) await comesIn(side, colleague);
  return side;
}

function oneAfterAnother(store: Store): Store {
  const inside = new AsyncLocalStorage<true>();
  let last: Promise<unknown> = Promise.resolve();
  const tx: Store['tx'] = (work, options) => {
    if (inside.getStore()) return store.tx(work, options);
    const turn = last.then(() => inside.run(true, () => store.tx(work, options)));
    last = turn.catch(() => undefined);
    return turn;
  };
  return { ...store, tx };
}

async function comesIn(side: Side, { address, name, role }: (typeof colleagues)[number]): Promise<void> {
  const { code } = await side.store.tx((tx) =>
    inviteStaff(tx, { name, roles: [role], language: 'en', by: { kind: 'system' }, now: side.clock.now() }),
  );
  await side.brings({ channel: 'telegram-staff', address, externalId: `join-${address}`, heard: { kind: 'start', payload: code } });
  await side.settles();
}
