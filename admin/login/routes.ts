import express, { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { type Language, languages } from '../../db/schema/words.ts';
import { deviceOf } from '../../flows/device.ts';
import { record } from '../../flows/events.ts';
import { titleIn } from '../../flows/format.ts';
import { Refused } from '../../flows/refused.ts';
import { findShop } from '../../flows/shop.ts';
import { codesOwner, openAccountByCode } from '../../flows/staff/open-account.ts';
import { hashPassword } from '../../flows/staff/passwords.ts';
import { refusePassword } from '../../flows/staff/refuse-password.ts';
import { type Account, signIn } from '../../flows/staff/sign-in.ts';
import { sentenceOf } from '../sentence.ts';
import { loginTexts } from '../texts/login.ts';
import type { PanelWorld } from '../world.ts';
import { knownDevice, rememberDevice } from './known-device.ts';
import { loginPage, notePage, waitPage, welcomePage } from './pages.ts';
import { askInMessenger, findAnswer } from './second-step.ts';

const form = express.urlencoded({ limit: '8kb', inflate: false, extended: false });
const text = (most: number) => z.string().max(most);
const loginForm = z.object({ login: text(100), password: text(200), next: text(300).default(''), lang: z.enum(languages).optional() });
const welcomeForm = z.object({ code: text(100), login: text(100), password: text(200), lang: z.enum(languages).optional() });

/** Signing in and out. Everything here may be asked by anybody; a body is small and read only for the two forms. */
export function loginRoutes(world: PanelWorld): Router {
  const { config, store, now } = world;
  const router = Router();

  router.get('/login', async (req, res) => {
    const { language, shop } = await lookOf(world, req);
    const note = req.query.ended === '1' ? loginTexts[language].ended : undefined;
    loginPage(res, { language, shop, other: otherOf(req, language), next: safeNext(String(req.query.next ?? '')), note });
  });

  router.post('/login', form, async (req, res) => {
    const { language, shop } = await lookOf(world, req);
    const given = loginForm.safeParse(req.body);
    const { login, password, next } = given.success ? given.data : { login: '', password: '', next: '' };
    const tried = { login, password, address: String(res.locals.address), device: knownDevice(config, req, login), now: now() };
    const signed = given.success ? await signIn(store, tried) : ({ refused: 'wrong' } as const);
    if ('account' in signed) return enter(req, res, signed.account, safeNext(next), language);
    const problem = signed.refused === 'wrong' ? loginTexts[language].wrong : loginTexts[language].tooMany;
    res.status(signed.refused === 'wrong' ? 401 : 429);
    loginPage(res, { language, shop, other: otherOf(req, language), next: safeNext(next), login, problem });
  });

  router.get('/login/wait', async (req, res) => {
    const look = await lookOf(world, req);
    const answer = await findAnswer(store.read, req.sessionID, now());
    const page = { ...look, other: otherOf(req, look.language) };
    if (answer === 'waiting') return waitPage(res, page);
    if (answer === 'over') return loginPage(res, { ...page, next: '', problem: loginTexts[look.language].waitOver });
    const { staffId } = req.session;
    if (staffId === undefined) return res.redirect(303, '/admin/login');
    await begin(req, { staffId });
    res.redirect(303, '/admin');
  });

  router.get('/welcome', async (req, res) => {
    const look = await lookOf(world, req);
    const page = { ...look, other: otherOf(req, look.language) };
    const code = String(req.query.code ?? '').slice(0, 100);
    if ((await codesOwner(store.read, code, now())) !== undefined) return welcomePage(res, { ...page, code });
    res.status(410);
    notePage(res, { ...page, problem: sentenceOf(new Refused('account.link-used'), look.language) });
  });

  router.post('/welcome', form, async (req, res) => {
    const look = await lookOf(world, req);
    const page = { ...look, other: otherOf(req, look.language) };
    const given = welcomeForm.safeParse(req.body);
    if (!given.success) return void res.status(400).end();
    const { code, login, password } = given.data;
    try {
      refusePassword(password, login);
      if ((await codesOwner(store.read, code, now())) === undefined) throw new Refused('account.link-used');
      const passwordHash = await hashPassword(password);
      const staffId = await store.tx((tx) => openAccountByCode(tx, { code, login, passwordHash, now: now() }));
      rememberDevice(config, res, login);
      await begin(req, { staffId });
      res.redirect(303, '/admin');
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      res.status(422);
      welcomePage(res, { ...page, code, login, problem: sentenceOf(error, look.language) });
    }
  });

  router.post('/logout', (req, res, next) => {
    req.session.destroy((error: unknown) => {
      if (error) return next(error);
      res.clearCookie(String(res.locals.sessionCookie), { path: '/' });
      res.redirect(303, '/admin/login?ended=1');
    });
  });

  /** The password is right: in, or to the second step. */
  async function enter(req: Request, res: Response, account: Account, next: string, language: Language): Promise<void> {
    const { staffId } = account;
    const device = deviceOf(req.get('user-agent'));
    rememberDevice(config, res, account.login);
    if (account.secondStep) {
      await begin(req, { pendingStaffId: staffId });
      if (await askInMessenger(store, { sessionId: req.sessionID, staffId, device, now: now() })) {
        world.nudge();
        return res.redirect(303, `/admin/login/wait?lang=${language}`);
      }
    }
    await begin(req, { staffId });
    res.redirect(303, next || '/admin');
  }

  /** A new session under a new id: what stood in the cookie before opens nothing. */
  async function begin(req: Request, whose: { staffId: number } | { pendingStaffId: number }): Promise<void> {
    const device = deviceOf(req.get('user-agent'));
    await new Promise<void>((resolve, reject) => req.session.regenerate((error: unknown) => (error ? reject(error) : resolve())));
    Object.assign(req.session, whose, { device });
    await new Promise<void>((resolve, reject) => req.session.save((error: unknown) => (error ? reject(error) : resolve())));
    if (!('staffId' in whose)) return;
    const { staffId } = whose;
    await store.tx((tx) => record(tx, { type: 'account.signed-in', staffId, device }, { kind: 'staff', id: staffId }, now()));
  }

  return router;
}

async function lookOf({ store, config }: PanelWorld, req: Request): Promise<{ language: Language; shop: string }> {
  const shop = await findShop(store.read);
  const asked = [req.query.lang, (req.body as { lang?: unknown } | undefined)?.lang].find((each) => each === 'ru' || each === 'en');
  // Who takes any language (`*`, or no word of it) has not asked for the first of ours.
  const spoken = /\b(ru|en)\b/i.test(req.get('accept-language') ?? '') && req.acceptsLanguages(...languages);
  const language = (asked as Language | undefined) ?? languages.find((each) => each === spoken) ?? shop?.language ?? config.shopLanguage;
  return { language, shop: shop ? titleIn(shop.name, language) : 'Anna' };
}

function otherOf(req: Request, language: Language): string {
  const query = new URLSearchParams({ lang: language === 'ru' ? 'en' : 'ru' });
  for (const name of ['next', 'code']) {
    const value = req.query[name] ?? (req.body as Record<string, unknown> | undefined)?.[name];
    if (typeof value === 'string') query.set(name, value.slice(0, 300));
  }
  const path = req.path === '/welcome' ? '/admin/welcome' : '/admin/login';
  return `${path}?${query}`;
}

/** Only into the panel itself, whatever dots and slashes the address was written with. */
function safeNext(next: string): string {
  const { origin, pathname, search } = URL.parse(next, 'http://here') ?? { origin: '', pathname: '', search: '' };
  return origin === 'http://here' && /^\/admin(\/(?!\/|login\b)|$)/.test(pathname) ? pathname + search : '';
}
