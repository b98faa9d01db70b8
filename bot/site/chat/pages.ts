import { type Request, type Response, Router } from 'express';
import { findShop } from '../../../flows/shop.ts';
import { wordsIn } from '../../../flows/words-in.ts';
import type { Doors } from '../../channel.ts';
import type { Assets } from '../assets.ts';
import { framers, isEmbedded } from '../embed.ts';
import { ours } from '../ours.ts';
import { pace } from '../pace.ts';
import { findPerson } from './rows.ts';
import { askedLanguage, browserLanguage, sentence } from './sentences.ts';
import {
  beside,
  findFrame,
  findLink,
  grantSession,
  keyOf,
  newAddress,
  ordinary,
  readKey,
  readSession,
  rememberFrame,
  rememberLink,
  type Session,
} from './session.ts';

/**
 * The chat at `/chat`. A link with a payload opens in a session of its own, so that one browser may hold several invited people;
 * only `src-…`, which says where a client comes from, belongs to the browser's ordinary chat.
 */
export function chatPages(doors: Doors, assets: Assets): Router {
  const { config, store } = doors;
  const router = Router();

  router.get('/chat', async (req, res) => {
    const payload = payloadOf(req);
    if (isEmbedded(req)) return openFrame(req, res);
    if (payload !== '' && !payload.startsWith('src-')) return openLink(req, res, payload);
    await showChat(req, res, readSession(config, req, undefined) ?? ordinary(newAddress()));
  });

  router.get('/chat/as/:address', async (req, res) => {
    const session = readSession(config, req, req.params.address);
    if (session) await showChat(req, res, session);
    else await showClosed(req, res);
  });

  /** A frame of another site shows the key of its chat in the path of everything: on most sites no cookie would come along. */
  router.get('/chat/t/:key', async (req, res) => {
    const session = readKey(config, req.params.key);
    if (session) await showChat(req, res, session);
    else res.redirect(303, '/chat?embed=&anew=');
  });

  router.post('/chat/key', ours(doors, pace(20, 0.1)), (_req, res) => {
    const address = newAddress();
    rememberFrame(config, res, address);
    res.json({ key: keyOf(config, address) });
  });

  async function openFrame(req: Request, res: Response): Promise<void> {
    const shop = await shopOf(doors);
    const language = askedLanguage(req) ?? browserLanguage(req, shop.language);
    const known = findFrame(config, req)?.base ?? '';
    const values = { language, assets: assets.at, start: payloadOf(req), known, loading: sentence(language, 'loading') };
    assets.page(res, 'frame.html', values, framers(shop));
  }

  /** The same browser comes back to the chat it opened by this link; any other gets a new one, where a used code is just a used code. */
  function openLink(req: Request, res: Response, payload: string): void {
    const known = findLink(config, req, payload);
    const session = beside(known ?? newAddress());
    if (known === undefined) {
      rememberLink(config, res, payload, session.address);
      grantSession(config, res, session);
    }
    const language = askedLanguage(req);
    res.set('Cache-Control', 'no-store');
    res.redirect(303, `${session.base}?${new URLSearchParams({ start: payload, ...(language && { lang: language }) })}`);
  }

  async function showChat(req: Request, res: Response, session: Session): Promise<void> {
    const person = await findPerson(store.read, session.address);
    const shop = await shopOf(doors);
    const language = askedLanguage(req) ?? person?.language ?? browserLanguage(req, shop.language);
    const shopName = wordsIn(shop.name, language);
    const isFramed = session.base.startsWith('/chat/t/');
    if (!isFramed) grantSession(config, res, session);
    const values = {
      language,
      spoken: person?.language ?? '',
      base: session.base,
      assets: assets.at,
      shop: shopName,
      zone: shop.timezone,
      initial: [...shopName][0]?.toUpperCase() ?? '',
      start: payloadOf(req),
      welcome: person?.isStaff ? 'staffText' : 'welcomeText',
      loading: sentence(language, 'loading'),
    };
    assets.page(res, 'chat.html', values, isFramed ? framers(shop) : undefined);
  }

  async function showClosed(req: Request, res: Response): Promise<void> {
    const shop = await shopOf(doors);
    const language = askedLanguage(req) ?? browserLanguage(req, shop.language);
    const [title, text, link] = [sentence(language, 'closedTitle'), sentence(language, 'closedText'), sentence(language, 'closedLink')];
    res.status(403);
    assets.page(res, 'closed.html', { language, assets: assets.at, title, text, link });
  }

  return router;
}

/** Before the first start there is no shop yet. */
async function shopOf({ store, config }: Doors) {
  const shop = await findShop(store.read);
  return {
    name: shop?.name ?? { en: 'Anna' },
    language: shop?.language ?? config.shopLanguage,
    embedOrigins: shop?.embedOrigins ?? [],
    timezone: shop?.timezone ?? config.shopTimezone,
  };
}

function payloadOf(req: Request): string {
  const { start } = req.query;
  return typeof start === 'string' && /^[\w-]{1,64}$/.test(start) ? start : '';
}
