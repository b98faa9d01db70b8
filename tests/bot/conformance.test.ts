import { setTimeout as pause } from 'node:timers/promises';
import { asc, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { type Channel, type ChannelFile, channel } from '../../bot/channel.ts';
import { openFiles } from '../../db/files.ts';
import { loadFolder } from '../../db/folder.ts';
import { orderItems, orders } from '../../db/schema/orders.ts';
import { identities } from '../../db/schema/people.ts';
import { attachments, conversations, messages } from '../../db/schema/talk.ts';
import { sendMessage } from '../../flows/messages/send-message.ts';
import { getShop, saveShop } from '../../flows/shop.ts';
import { ChannelError } from '../../notifications/channel-error.ts';
import type { Message } from '../../notifications/message.ts';
import { hours, minutes } from '../../notifications/time.ts';
import { type Driver, driver } from '../servers/driver.ts';
import { openShop, type WholeShop } from '../whole-shop.ts';

/**
 * What every door for clients must do, whatever platform stands behind it. A new file in `bot/channels/` is held to it as soon as a driver of its name
 * lies in `tests/servers/people/`; one that takes no conversations says so itself.
 */

const channels = await loadFolder<ChannelFile>(new URL('../../bot/channels/', import.meta.url));
const drivers = await loadFolder<Driver>(new URL('../servers/people/', import.meta.url));
const talking = [...channels.values()].filter(({ audience, conversations }) => audience !== 'staff' && conversations !== false);

test('every channel that takes conversations has a driver here, and no driver is left over', () => {
  expect([...drivers.keys()].sort()).toEqual(talking.map(({ name }) => name).sort());
});

const phone = '+79161234567';
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const toName = [
  ...['🎂 Сделать заказ', 'Торты', 'Медовик', 'Вишня', 'Медовая', '2 кг', 'Без надписи', 'Это всё', 'Без пожеланий'],
  ...['Без фото', 'Нет', 'Самовывоз', 'сб, 06.03', '12:00'],
];

/** A door that is one file: what is sent lies in a list, what is heard is handed in. The least that a channel is. */
function toyDoor(): { file: ChannelFile; driver: Driver } {
  const chats = new Map<string, Message[]>();
  let open: { doors: Parameters<ChannelFile['open']>[0]; isDown: () => boolean } | undefined;
  let downUntil = 0;
  let waits: { until: number; hasty: number } | undefined;
  let isMixed = false;
  const file = channel({
    name: 'toy',
    needs: [],
    audience: 'clients',
    open(doors): Channel {
      chats.clear();
      downUntil = 0;
      waits = undefined;
      isMixed = false;
      open = { doors, isDown: () => doors.now() < downUntil };
      return {
        name: 'toy',
        perSecond: 25,
        start: async () => undefined,
        stop: async () => undefined,
        async send({ address, message }) {
          if (open?.isDown()) throw new ChannelError('nobody at home', 'later', { wholeChannel: true });
          if (waits?.until === 0) {
            waits.until = doors.now() + 1000;
            throw new ChannelError('too fast', 'later', { wholeChannel: true, retryAfterMs: 1000 });
          }
          if (waits && doors.now() < waits.until) waits.hasty += 1;
          const pieces = message.text.match(/[\s\S]{1,500}/g) ?? [''];
          const chat = chats.get(address) ?? [];
          for (const [index, text] of pieces.entries()) chat.push(index === pieces.length - 1 ? { ...message, text } : { text });
          chats.set(address, chat);
          const externalId = `${address} ${chat.length}`;
          if (isMixed) void doors.report('toy', externalId, 'delivered').then(() => doors.report('toy', externalId, 'sent'));
          return { externalId };
        },
        fetch: async () => png,
      };
    },
  });
  let updates = 0;
  const toy = driver({
    name: 'toy',
    env: {},
    longest: 500,
    showsPictures: true,
    async meet(shop, name) {
      const address = `toy ${name}`;
      const hear = async (heard: Parameters<NonNullable<typeof open>['doors']['receive']>[0]['heard'], times = 1) => {
        const inbound = { channel: 'toy', address, name, externalId: String(++updates), at: shop.clock.now(), heard };
        await Promise.all(Array.from({ length: times }, () => open?.doors.receive(inbound)));
        await shop.passes(0);
      };
      return {
        begins: () => hear({ kind: 'start', payload: '' }),
        says: (text) => hear({ kind: 'text', text }),
        saysOnce: (text) => hear({ kind: 'text', text }, 3),
        async picks(label) {
          const buttons = (chats.get(address) ?? []).toReversed().flatMap((each) => (each.buttons ?? []).flat());
          const data = buttons.find((each) => each.label.startsWith(label))?.data;
          if (!data) throw new Error(`No button “${label}”`);
          await hear({ kind: 'button', data });
        },
        sendsPicture: () => hear({ kind: 'file', file: { kind: 'photo', remoteId: 'one' }, caption: '' }),
        shown: async () => (chats.get(address) ?? []).map(({ text, picture }) => ({ text, hasPicture: picture !== undefined })),
        blocks: () => hear({ kind: 'blocked' }),
      };
    },
    breaks: ({ clock }) => {
      downUntil = clock.now() + hours(1);
    },
    asksToWait() {
      const asked = { until: 0, hasty: 0 };
      waits = asked;
      return () => asked.hasty;
    },
    mixesReports: () => {
      isMixed = true;
    },
  });
  return { file, driver: toy };
}

/** When each message left for its platform, and how many a second may. */
interface Watch {
  leftAt: number[];
  perSecond: number;
}

/** The same channels, and a note of what leaves. */
function watched(files: ReadonlyMap<string, ChannelFile>, name: string): { files: ReadonlyMap<string, ChannelFile>; watch: Watch } {
  const watch: Watch = { leftAt: [], perSecond: 0 };
  const file = files.get(name);
  if (!file) throw new Error(`There is no channel ${name}`);
  const open: ChannelFile['open'] = (doors) => {
    const opened = file.open(doors);
    watch.perSecond = opened.perSecond;
    return {
      ...opened,
      send(outgoing) {
        watch.leftAt.push(performance.now());
        return opened.send(outgoing);
      },
    };
  };
  return { files: new Map([...files, [name, { ...file, open }]]), watch };
}

const toy = toyDoor();
const all: [string, Driver, ReadonlyMap<string, ChannelFile> | undefined][] = [
  ...[...drivers].map(([name, each]): [string, Driver, undefined] => [name, each, undefined]),
  ['a toy of one file', toy.driver, new Map([...channels, ['toy', toy.file]])],
];

describe.each(all)('%s', (_, door, doors) => {
  async function open(files = doors) {
    const shop = await openShop({ language: 'ru', env: door.env, doors: files });
    // What a door costs has its own limits and tests.
    const limits = { smsPartsPerNumber: 10_000, smsPartsPerDay: 10_000, smsPartsPerMonth: 10_000 };
    await shop.store.tx(async (tx) => saveShop(tx, { ...(await getShop(tx)), ...limits }));
    const maria = await door.meet(shop, 'Мария', phone);
    await maria.begins();
    return { shop, maria };
  }

  const send = async ({ store, clock }: WholeShop, ...said: Message[]) => {
    const [to] = (await store.read.select().from(identities)).filter(({ clientId }) => clientId !== null);
    if (!to) throw new Error('Nobody is there');
    const now = clock.now();
    await store.tx(async (tx) => {
      for (const message of said) await sendMessage(tx, { to, message, clientId: to.clientId ?? undefined, now });
    });
  };
  const statesOf = async ({ store }: WholeShop) =>
    (await store.read.select().from(messages).where(eq(messages.direction, 'out')).orderBy(asc(messages.id))).map(({ state }) => state);
  const isClean = ({ telegram, twilio }: WholeShop) => expect([...telegram.violations, ...twilio.violations]).toEqual([]);

  test('a whole order is placed, with the same fields at every door', { timeout: 90_000 }, async () => {
    const { shop, maria } = await open();
    for (const label of toName) await maria.picks(label);
    await maria.says('Мария');
    await maria.says('8 916 123-45-67');
    await maria.picks('✅ Подтверждаю');
    const [order] = await shop.store.read.select().from(orders);
    const items = await shop.store.read.select().from(orderItems);
    expect(order).toMatchObject({
      total: 480_000,
      fulfilment: 'pickup',
      dueAt: Date.parse('2027-03-06T12:00:00+03:00'),
      contactName: 'Мария',
      contactPhone: phone,
      outcome: 'open',
      version: 2,
    });
    expect(items).toMatchObject([{ amount: 2000, total: 480_000 }]);
    expect((await maria.shown()).some(({ text }) => /№ 1\D* принят/.test(text))).toBe(true);
    isClean(shop);
  });

  test('a long text comes in pieces of the right size and nothing of it is lost; a picture comes and goes', {
    timeout: 60_000,
  }, async () => {
    const { shop, maria } = await open();
    const before = (await maria.shown()).length;
    const words = Array.from({ length: 900 }, (__, index) => `слово${index}`).join(' ');
    await send(shop, { text: words });
    await shop.passes(0);
    const pieces = (await maria.shown()).slice(before).map(({ text }) => text);
    expect(pieces.every(({ length }) => length <= door.longest)).toBe(true);
    expect(pieces.join(' ').match(/слово\d+/g)?.length).toBeGreaterThan(890);
    await send(shop, { text: 'Такой торт', picture: await openFiles(`${shop.anna.config.dataDir}/files`).keep(png) });
    await shop.passes(0);
    expect((await maria.shown()).some(({ hasPicture }) => hasPicture)).toBe(door.showsPictures);
    expect((await maria.shown()).at(-1)?.text).toBe('Такой торт');
    await maria.sendsPicture(png);
    expect(await shop.store.read.select().from(attachments)).toMatchObject([
      { kind: 'photo', failure: null, file: expect.stringContaining('.') },
    ]);
    isClean(shop);
  });

  test('the same update three times is heard once', { timeout: 60_000 }, async () => {
    const { shop, maria } = await open();
    await maria.saysOnce('Делаете торты без сахара?');
    const lines = await shop.store.read.select().from(messages).where(eq(messages.text, 'Делаете торты без сахара?'));
    expect(lines).toHaveLength(1);
  });

  test('messages come in their order; after an outage of an hour too, each once', { timeout: 90_000 }, async () => {
    const { shop, maria } = await open();
    const numbered = (from: number) => Array.from({ length: 8 }, (__, index) => ({ text: `Сообщение ${from + index}` }));
    const seen = async () => (await maria.shown()).flatMap(({ text }) => /Сообщение (\d+)/.exec(text)?.[1] ?? []).map(Number);
    await send(shop, ...numbered(1));
    await shop.passes(0);
    expect(await seen()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    door.breaks?.(shop);
    await send(shop, ...numbered(9));
    await shop.passes(0);
    for (let each = 0; each < 8; each += 1) await shop.passes(minutes(10));
    await expect.poll(seen, { timeout: 30_000, interval: 500 }).toEqual(Array.from({ length: 16 }, (__, index) => index + 1));
  });

  test('no more messages leave in a second than the channel may send', { timeout: 60_000 }, async () => {
    const { files, watch } = watched(doors ?? channels, door.name);
    const { shop } = await open(files);
    const { perSecond, leftAt } = watch;
    const before = leftAt.length;
    const many = Math.min(2 * perSecond, 90);
    await send(shop, ...Array.from({ length: many }, (__, index) => ({ text: `Раз ${index}` })));
    await shop.passes(0);
    await expect.poll(() => leftAt.length - before, { timeout: 20_000, interval: 200 }).toBe(many);
    // A burst of a fifth of a second passes at once.
    const most = Math.ceil(perSecond * 1.2) + 2;
    const tooSoon = leftAt.slice(before).filter((at, index, all) => (all[index + most] ?? Number.POSITIVE_INFINITY) - at < 1000);
    expect(tooSoon).toEqual([]);
  });

  test.runIf(door.asksToWait)(
    'asked to wait, nobody sends before that; then all of it comes in order, each once',
    { timeout: 60_000 },
    async () => {
      const { shop, maria } = await open();
      const hasty = door.asksToWait?.(shop);
      const seen = async () => (await maria.shown()).flatMap(({ text }) => /Сообщение (\d+)/.exec(text)?.[1] ?? []).map(Number);
      await send(shop, ...Array.from({ length: 5 }, (__, index) => ({ text: `Сообщение ${index + 1}` })));
      await shop.passes(0);
      await shop.passes(900);
      expect(await seen()).toEqual([]);
      // The pace counts real seconds; where the platform does not say how many, a channel waits two.
      await pause(2100);
      await shop.passes(1200);
      await expect.poll(seen, { timeout: 10_000, interval: 200 }).toEqual([1, 2, 3, 4, 5]);
      expect(hasty?.()).toBe(0);
      isClean(shop);
    },
  );

  test('what is said and chosen at one moment is heard once each, in whatever order it comes, and the talk goes on', {
    timeout: 60_000,
  }, async () => {
    const { shop, maria } = await open();
    door.mixes?.(shop);
    await Promise.all([maria.picks('🎂 Сделать заказ'), maria.says('Бывает ли без сахара?')]);
    await shop.passes(0);
    await Promise.all([maria.says('И без орехов?'), maria.picks('Торты')]);
    await shop.passes(0);
    const heard = (await shop.store.read.select().from(messages)).filter(({ direction }) => direction === 'in').map(({ text }) => text);
    for (const words of ['Бывает ли без сахара?', 'И без орехов?']) expect(heard.filter((text) => text === words)).toHaveLength(1);
    expect(await shop.store.read.select().from(conversations)).toMatchObject([{ dialog: 'order', step: 'product' }]);
    await maria.picks('Медовик');
    expect((await maria.shown()).some(({ text }) => text.includes('Начинка: что выберете?'))).toBe(true);
    isClean(shop);
  });

  test.runIf(door.mixesReports)('a report that comes late takes nothing back: delivered stays delivered', { timeout: 60_000 }, async () => {
    const { shop } = await open();
    door.mixesReports?.(shop);
    await send(shop, { text: 'Торт готов' });
    await shop.passes(0);
    await expect.poll(async () => (await statesOf(shop)).at(-1), { timeout: 10_000, interval: 200 }).toBe('delivered');
    await shop.passes(minutes(1));
    expect((await statesOf(shop)).at(-1)).toBe('delivered');
  });

  test.runIf(door !== drivers.get('web'))(
    'who has gone away is sent nothing more, and the message says why',
    { timeout: 60_000 },
    async () => {
      const { shop, maria } = await open();
      await maria.blocks?.();
      const before = (await maria.shown()).length;
      await send(shop, { text: 'Скидки' });
      await shop.passes(0);
      expect(await maria.shown()).toHaveLength(before);
      expect((await statesOf(shop)).at(-1)).toBe('skipped');
      isClean(shop);
    },
  );
});
