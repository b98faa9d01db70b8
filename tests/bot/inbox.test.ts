import { eq } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { openInbox } from '../../bot/inbox.ts';
import { DatabaseBusy } from '../../db/errors.ts';
import { inbox as taken } from '../../db/schema/talk.ts';
import { customerDialog } from '../../flows/dialogs/dialog.ts';
import type { Repertoires } from '../../flows/dialogs/hearing/inbound.ts';
import { openShop } from '../../flows/open-shop.ts';
import bakery from '../../flows/presets/bakery.ts';
import { Refused } from '../../flows/refused.ts';
import { openTestStore } from '../database.ts';
import { monday } from '../world.ts';

let isShut = false;
/** What the database says while it lets everybody down. */
let trouble: Error | undefined;
let isRefused = false;

/** A question that, once shut, is refused however often it is asked. */
const trap = customerDialog({
  name: 'trap',
  opensOn: ['/trap'],
  steps: {
    asked: {
      ask() {
        if (trouble) throw trouble;
        if (isShut) throw new Refused('order.product-gone');
        return { text: 'Well?' };
      },
      read() {
        if (isRefused) throw new Refused('order.product-gone');
        return { value: undefined };
      },
      answered: () => false,
    },
  },
  done: () => undefined,
});

async function openDoor() {
  isShut = false;
  trouble = undefined;
  isRefused = false;
  const { store, close } = await openTestStore();
  onTestFinished(close);
  const shop = { preset: bakery, name: 'Анна', language: 'ru', timezone: 'Europe/Moscow', currency: 'RUB' } as const;
  await store.tx((tx) => openShop(tx, new Map(), shop));
  const dialogs = new Map([['trap', trap]]);
  const nobody = { dialogs: new Map(), home: 'menu', otherwise: () => Promise.resolve(false) };
  const repertoires: Repertoires = { customer: { ...nobody, dialogs, home: 'trap' }, staff: nobody };
  const quiet = () => undefined;
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet, fatal: quiet };
  const inbox = openInbox({ store, repertoires, log, now: () => monday, audienceOf: () => 'clients', nudge: quiet });
  let updates = 0;
  const says = (text: string) =>
    inbox.receive({ channel: 'web', address: 'maria', externalId: String(++updates), at: monday, heard: { kind: 'text', text } });

  await says('/trap');
  return { store, inbox, says };
}

test('a refusal that cannot be answered is kept as a failure, said so, and holds up nothing that comes after it', async () => {
  const { store, says } = await openDoor();
  isShut = true;
  expect(await says('anything')).toEqual({ repeat: false });
  expect(await says('anything else')).toEqual({ repeat: false });

  const rows = await store.read.select({ failure: taken.failure }).from(taken);
  expect(rows.map(({ failure }) => failure)).toEqual([null, 'order.product-gone', 'order.product-gone']);
});

test('a refusal whose answer the database let down is brought again by the platform, and answered then', async () => {
  const { store, inbox } = await openDoor();
  const again = { channel: 'web', address: 'maria', externalId: 'again', at: monday, heard: { kind: 'text', text: 'yes' } } as const;
  isRefused = true;
  trouble = new DatabaseBusy('locked');
  await expect(inbox.receive(again)).rejects.toThrow('locked');
  expect((await store.read.select().from(taken)).map(({ externalId }) => externalId)).not.toContain('again');

  trouble = undefined;
  expect(await inbox.receive(again)).toMatchObject({ repeat: false });
  const [row] = await store.read.select().from(taken).where(eq(taken.externalId, 'again'));
  expect(row?.failure).toBeNull();
});
