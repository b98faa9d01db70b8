import { randomBytes } from 'node:crypto';
import { and, eq, inArray } from 'drizzle-orm';
import { type Request, type RequestHandler, Router } from 'express';
import { clients, identities, staff } from '../../db/schema/people.ts';
import { type Language, type Localized, languages } from '../../db/schema/words.ts';
import type { Store } from '../../db/store.ts';
import { findShop } from '../../flows/shop.ts';
import { wordsIn } from '../../flows/words-in.ts';
import { jsonBody } from '../../json-body.ts';
import type { Doors } from '../channel.ts';
import type { Assets } from './assets.ts';
import { askedLanguage } from './chat/sentences.ts';
import { beside, grantSession } from './chat/session.ts';
import { type DemoSeat, demoSeats } from './demo-seats.ts';
import { isSameOrigin } from './same-origin.ts';

/** `/phones`: everybody's phone side by side. Only for the demo: whoever opens it may act as anybody on it. */
export function phonePages(doors: Doors, assets: Assets): Router {
  const { config, store } = doors;
  const router = Router();
  const ours: RequestHandler = (req, res, next) => void (isSameOrigin(req, config.publicUrl) ? next() : res.sendStatus(403));

  router.get('/', (_req, res) => res.redirect('/phones'));

  router.get('/', (_req, res) => res.redirect('/phones'));

  router.get('/phones', async (req, res) => {
    const shop = await findShop(store.read);
    const language = askedLanguage(req) ?? shop?.language ?? config.shopLanguage;
    const seats = [...moreClients(req), ...demoSeats];
    for (const { address } of seats) grantSession(config, res, beside(address));
    const names = await namesOf(store, seats);
    const phones = seats.map(({ address, role, title, name }) => ({ address, role, title, name: called(name, names.get(address)) }));
    assets.page(res, 'phones.html', {
      language,
      assets: assets.at,
      shop: shop ? wordsIn(shop.name, language) : 'Anna',
      phones: JSON.stringify(phones),
    });
  });

  router.post('/phones/client', ours, (_req, res) => {
    const address = `demo-client-${randomBytes(8).toString('hex')}`;
    grantSession(config, res, beside(address));
    res.set('Cache-Control', 'no-store').json({ address });
  });

  router.post('/phones/language', ours, jsonBody('1kb'), async (req, res) => {
    const language = languages.find((each) => each === req.body?.language);
    if (!language) return void res.sendStatus(400);
    await speak(doors, language);
    res.set('Cache-Control', 'no-store').json({ ok: true });
  });

  return router;
}

const [firstClient] = demoSeats;

/** Fresh clients live in the page's address, so that a reload keeps them. */
function moreClients(req: Request): DemoSeat[] {
  const asked = typeof req.query.clients === 'string' ? req.query.clients.split(',') : [];
  const fresh = asked.filter((address) => /^demo-client-[0-9a-f]{16}$/.test(address)).slice(0, 10);
  return firstClient ? fresh.map((address) => ({ ...firstClient, address })) : [];
}

/** What the colleagues and clients on the phones are really called. */
async function namesOf(store: Store, seats: readonly DemoSeat[]): Promise<Map<string, string>> {
  const rows = await store.read
    .select({ address: identities.address, asStaff: staff.name, asClient: clients.name })
    .from(identities)
    .leftJoin(staff, eq(staff.id, identities.staffId))
    .leftJoin(clients, eq(clients.id, identities.clientId))
    .where(onSeats(seats.map((seat) => seat.address)));
  return new Map(rows.flatMap(({ address, asStaff, asClient }) => ((asStaff ?? asClient) ? [[address, asStaff ?? asClient ?? '']] : [])));
}

/** A colleague who still has the demo's name is called by it in the language of the page. */
const called = (name: Localized, really: string | undefined): Localized | string =>
  really === undefined || Object.values(name).includes(really) ? name : really;

/** No command does it for several people at once. Whoever has begun to talk gets the menu in the new language. */
async function speak({ store, receive, now }: Doors, language: Language): Promise<void> {
  const { speakIn } = await import('../../flows/demo/speak-in.ts');
  const addresses = await store.tx((tx) => speakIn(tx, { language, now: now() }));
  for (const address of addresses.filter((each) => !each.startsWith('demo-colleague-'))) {
    const externalId = `${address}:${language}-${now()}`;
    await receive({ channel: 'web', address, externalId, at: now(), heard: { kind: 'start', payload: '' }, language });
  }
}

const onSeats = (addresses: string[]) => and(eq(identities.channel, 'web'), inArray(identities.address, addresses));
