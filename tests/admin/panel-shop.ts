import { accounts, staff } from '../../db/schema/people.ts';
import type { Role } from '../../db/schema/words.ts';
import type { Store } from '../../db/store.ts';
import { hashPassword } from '../../flows/staff/passwords.ts';
import { openShop, type WholeShop } from '../whole-shop.ts';

/** A browser at the panel over TLS, as a proxy in front of us says. An empty header is left out. */
export interface PanelBrowser {
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** JSON from our own page. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** A form of our own page. */
  send(path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Response>;
  /** The line that last set the session's cookie. */
  cookieLine(): string;
  /** What the browser shows as its session. */
  session(): string;
  setSession(value: string): void;
}

export const password = 'correct horse battery';
let hashed: Promise<string> | undefined;

/** Opens a shop, a browser at its panel, and people who may sign in by their name in lower case. */
export async function openPanelShop(options: Parameters<typeof openShop>[0] = {}) {
  const shop = await openShop(options);
  return {
    shop,
    browser: (address?: string) => panelBrowser(() => shop.anna.port, address),
    /** A colleague with a login, as `person`; answers their number. */
    hire: (name: string, ...roles: Role[]) => hire(shop.store, name, roles, shop.clock.now()),
    /** The same, signed in. */
    async signedIn(name: string, ...roles: Role[]): Promise<PanelBrowser & { id: number }> {
      const id = await hire(shop.store, name, roles, shop.clock.now());
      const browser = panelBrowser(() => shop.anna.port);
      await signIn(browser, name);
      return { ...browser, id };
    },
  };
}

export type PanelShop = Awaited<ReturnType<typeof openPanelShop>>;

export const signIn = (browser: PanelBrowser, name: string, secret = password): Promise<Response> =>
  browser.send('/admin/login', { login: name.toLowerCase(), password: secret });

async function hire(store: Store, name: string, roles: Role[], now: number): Promise<number> {
  hashed ??= hashPassword(password);
  const passwordHash = await hashed;
  return store.tx(async (tx) => {
    const [row] = await tx.insert(staff).values({ name, roles, language: 'en', createdAt: now }).returning({ id: staff.id });
    if (!row) throw new Error('Nobody was hired');
    await tx.insert(accounts).values({ staffId: row.id, login: name.toLowerCase(), passwordHash, changedAt: now });
    return row.id;
  });
}

function panelBrowser(port: () => number, address = '198.51.100.7'): PanelBrowser {
  const jar = new Map<string, string>();
  const lines = new Map<string, string>();

  async function ask(path: string, init: RequestInit & { headers: Record<string, string> }): Promise<Response> {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-for': address, ...(cookie && { cookie }), ...init.headers };
    const answer = await fetch(`http://127.0.0.1:${port()}${path}`, {
      redirect: 'manual',
      ...init,
      headers: Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== '')),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
      lines.set(name, line);
    }
    return answer;
  }

  const own = { 'sec-fetch-site': 'same-origin' };
  return {
    get: (path, headers = {}) => ask(path, { headers: { 'sec-fetch-site': 'none', ...headers } }),
    post: (path, body, headers = {}) =>
      ask(path, { method: 'POST', headers: { ...own, 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) }),
    send: (path, fields, headers = {}) =>
      ask(path, {
        method: 'POST',
        headers: { ...own, 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body: new URLSearchParams(fields).toString(),
      }),
    cookieLine: () => lines.get('__Host-anna') ?? '',
    session: () => jar.get('__Host-anna') ?? '',
    setSession: (value) => void jar.set('__Host-anna', value),
  };
}

export type { WholeShop };
