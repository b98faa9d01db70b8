import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { accounts, identities, loginAttempts, sessions, staff } from '../../db/schema/people.ts';
import { addCode } from '../../flows/staff/invite-staff.ts';
import { removeStaff } from '../../flows/staff/remove-staff.ts';
import { hours, minutes } from '../../notifications/time.ts';
import { openPanelShop, type PanelShop, password, signIn } from './panel-shop.ts';

/** Reads the page to its end: only then the session is known to be in use. */
const isIn = async (browser: { get(path: string): Promise<Response> }): Promise<boolean> => {
  const answer = await browser.get('/admin');
  await answer.text();
  return answer.status === 200;
};

test('who has a login comes in, with a cookie that no script and no other site can use', async () => {
  const { hire, browser } = await openPanelShop();
  await hire('Olga', 'owner');
  const one = browser();
  expect((await one.get('/admin')).headers.get('location')).toBe('/admin/login?next=%2Fadmin');

  const answer = await signIn(one, 'Olga');

  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/admin']);
  expect(one.cookieLine()).toMatch(/^__Host-anna=/);
  for (const mark of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax']) expect(one.cookieLine()).toContain(mark);
  expect(one.cookieLine()).not.toContain('Domain');
  expect(await isIn(one)).toBe(true);
});

test('a wrong password and an unknown login are answered the same, in the same words', async () => {
  const { hire, browser } = await openPanelShop();
  await hire('Olga', 'owner');
  const [wrong, unknown] = [await signIn(browser(), 'Olga', 'no such password'), await signIn(browser(), 'Nobody', 'no such password')];
  const plain = async (answer: Response) => (await answer.text()).replace(/nonce[^"']*["'][^"']*["']/g, '').replace(/(olga|nobody)/gi, '');
  expect([wrong.status, unknown.status]).toEqual([401, 401]);
  expect(await plain(wrong)).toBe(await plain(unknown));
});

test('a session known before signing in is worth nothing after it', async () => {
  const { hire, browser, shop } = await openPanelShop();
  await hire('Olga', 'owner');
  const one = browser();
  await signIn(one, 'Olga');
  const before = one.session();
  await signIn(one, 'Olga');
  expect(one.session()).not.toBe(before);
  const thief = browser();
  thief.setSession(before);
  expect(await isIn(thief)).toBe(false);
  expect((await shop.store.read.select().from(sessions)).every(({ id }) => !before.includes(id))).toBe(true);
});

test('after ten wrong passwords an account answers nobody for a quarter of an hour, whatever address they claim', async () => {
  const { hire, browser, shop } = await openPanelShop();
  await hire('Olga', 'owner');
  const statuses = [];
  for (let n = 1; n <= 14; n++) statuses.push((await signIn(browser(`203.0.113.${n}`), 'Olga', `guess number ${n}`)).status);
  expect(statuses).toEqual([...Array<number>(10).fill(401), ...Array<number>(4).fill(429)]);
  expect((await signIn(browser('203.0.113.99'), 'Olga')).status).toBe(429);

  await shop.restarts();
  expect((await signIn(browser('203.0.113.100'), 'Olga')).status).toBe(429);

  shop.clock.advance(minutes(16));
  expect((await signIn(browser(), 'Olga')).status).toBe(303);
});

test('the owner still signs in from a browser that was in before, while somebody guesses', async () => {
  const { hire, browser } = await openPanelShop();
  await hire('Olga', 'owner');
  const known = browser();
  await signIn(known, 'Olga');
  for (let n = 1; n <= 12; n++) await signIn(browser(`203.0.113.${n}`), 'Olga', 'a wrong guess');
  expect((await signIn(known, 'Olga')).status).toBe(303);
});

test('one address may try thirty times, over all accounts, and no password is looked at after that', async () => {
  const { browser, shop } = await openPanelShop();
  const statuses: number[] = [];
  for (let n = 1; n <= 40; n++) statuses.push((await signIn(browser(), `person${n}`, 'any password')).status);
  expect(statuses.filter((status) => status === 401)).toHaveLength(30);
  expect((await shop.store.read.select().from(loginAttempts)).length).toBeLessThan(100);
});

test('a flood of guesses over a thousand accounts with forged addresses has no more than thirty passwords looked at', async () => {
  const { hire, browser } = await openPanelShop();
  await hire('Olga', 'owner');
  const known = browser('198.51.100.20');
  await signIn(known, 'Olga');
  const tried = async (n: number) => {
    // What stands left of the proxy's own entry is the sender's word.
    const forged = [`10.0.0.${n % 250}, 198.51.100.9`, `${n % 200}.1.2.3, 198.51.100.9`, `2001:db8::${n.toString(16)}, 198.51.100.9`];
    return (await signIn(browser(forged[n % 3]), n % 2 ? 'Olga' : `person${n}`, `guess number ${n}`)).status;
  };
  const statuses: number[] = [];
  for (let n = 0; n < 2000; n += 20) statuses.push(...(await Promise.all(Array.from({ length: 20 }, (_, more) => tried(n + more)))));
  expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(30);
  expect(statuses.every((status) => [401, 429].includes(status))).toBe(true);
  expect((await signIn(known, 'Olga')).status).toBe(303);
}, 60_000);

test('who has a whole IPv6 network still has one address’s attempts', async () => {
  const { browser } = await openPanelShop();
  const statuses: number[] = [];
  for (let n = 1; n <= 40; n++)
    statuses.push((await signIn(browser(`2001:db8:1:2:${n.toString(16)}::1`), `person${n}`, 'any password')).status);
  expect(statuses.filter((status) => status === 401)).toHaveLength(30);
  expect((await signIn(browser('2001:db8:1:3::1'), 'person', 'any password')).status).toBe(401);
});

test('an unknown login takes as long as a wrong password', async () => {
  const { hire, browser } = await openPanelShop();
  const took = { known: [] as number[], unknown: [] as number[] };
  const time = async (name: string) => {
    const began = performance.now();
    await signIn(browser(`203.0.113.${took.known.length}`), name, 'a wrong password');
    return performance.now() - began;
  };
  for (let n = 0; n < 9; n++) {
    await hire(`Olga${n}`, 'owner');
    took.known.push(await time(`Olga${n}`));
    took.unknown.push(await time(`Nobody${n}`));
  }
  const [known = 0, unknown = 0] = [took.known, took.unknown].map((all) => all.toSorted((a, b) => a - b)[4]);
  expect(unknown / known).toBeGreaterThan(0.5);
  expect(unknown / known).toBeLessThan(2);
});

test('after signing in one is led to the page one wanted, and never out of the panel', async () => {
  const { hire, browser } = await openPanelShop();
  await hire('Olga', 'owner');
  const leads = async (next: string) => {
    const fields = { login: 'olga', password, next };
    return (await browser().send('/admin/login', fields)).headers.get('location');
  };
  const wanted = '/admin/resources/orders?filters.total~~from=100&sortBy=id';
  expect(await leads(wanted)).toBe(wanted);
  for (const next of [
    '//evil.example',
    'https://evil.example/admin',
    '/admin/../..//evil',
    '/admin//evil.example',
    '/adminx',
    '/order',
    '/admin/login',
  ])
    expect(await leads(next)).toBe('/admin');
});

test('an open page hears nothing more once its session has ended', async () => {
  const { signedIn, shop } = await openPanelShop();
  const olga = await signedIn('Olga', 'owner');
  const heard = (await olga.get('/admin/live')).text();
  await olga.send('/admin/logout', {});
  await shop.client('Vera').says('Hello');
  expect(await heard).not.toContain('event: events');
});

test('who leaves or loses the role is out at the next request, in every browser', async () => {
  const { signedIn, shop } = await openPanelShop();
  const [owner, olga, ivan] = [await signedIn('Boss', 'owner'), await signedIn('Olga', 'manager'), await signedIn('Ivan', 'manager')];
  expect([await isIn(olga), await isIn(ivan)]).toEqual([true, true]);
  const by = { kind: 'staff', id: owner.id } as const;
  await shop.store.tx((tx) => removeStaff(tx, { staffId: olga.id, by, now: shop.clock.now() }));
  await shop.store.tx((tx) =>
    tx
      .update(staff)
      .set({ roles: ['driver'] })
      .where(eq(staff.id, ivan.id)),
  );
  expect([await isIn(olga), await isIn(ivan), await isIn(owner)]).toEqual([false, false, true]);
});

test('a session ends after half an hour of rest, and after twelve hours of work', async () => {
  const { signedIn, shop } = await openPanelShop();
  const [idle, busy] = [await signedIn('Olga', 'owner'), await signedIn('Ivan', 'owner')];
  shop.clock.advance(minutes(31));
  expect(await isIn(idle)).toBe(false);
  await signIn(busy, 'Ivan');
  for (let spent = 0; spent < hours(12); spent += minutes(20)) {
    expect(await isIn(busy)).toBe(true);
    shop.clock.advance(minutes(20));
  }
  expect(await isIn(busy)).toBe(false);
});

test('signing out ends the session on the server too', async () => {
  const { signedIn, browser, shop } = await openPanelShop();
  const olga = await signedIn('Olga', 'owner');
  const copy = browser();
  copy.setSession(olga.session());
  expect((await olga.send('/admin/logout', {})).headers.get('location')).toBe('/admin/login?ended=1');
  expect(await isIn(copy)).toBe(false);
  expect(await shop.store.read.select().from(sessions)).toEqual([]);
});

test('a driver with the right password is told no more than a stranger', async () => {
  const { hire, browser } = await openPanelShop();
  await hire('Vasya', 'driver');
  expect((await signIn(browser(), 'Vasya')).status).toBe(401);
});

test('a one-time link makes a login of one’s own, once, and a weak password is refused with the reason', async () => {
  const { browser, hire, shop } = await openPanelShop();
  const id = await hire('Olga', 'manager');
  await shop.store.tx((tx) => tx.delete(accounts).where(eq(accounts.staffId, id)));
  const code = await shop.store.tx((tx) => addCode(tx, id, shop.clock.now(), 'panel'));
  const one = browser();
  expect(await (await one.get(`/admin/welcome?code=${code}`)).text()).toContain('Choose a login and a password');
  const short = await one.send('/admin/welcome', { code, login: 'olga', password: 'short' });
  expect([short.status, await short.text()]).toEqual([422, expect.stringContaining('at least 10 characters')]);
  expect((await one.send('/admin/welcome', { code, login: 'olga', password: 'password123' })).status).toBe(422);
  expect((await one.send('/admin/welcome', { code, login: 'Olga', password })).status).toBe(303);
  expect(await isIn(one)).toBe(true);
  expect((await browser().get(`/admin/welcome?code=${code}`)).status).toBe(410);
  expect((await signIn(browser(), 'olga')).status).toBe(303);
});

test('a link into the bot is no link into the panel, and the other way round', async () => {
  const { browser, shop, hire } = await openPanelShop();
  const id = await hire('Olga', 'manager');
  const code = await shop.store.tx((tx) => addCode(tx, id, shop.clock.now()));
  expect((await browser().get(`/admin/welcome?code=${code}`)).status).toBe(410);
  const panelCode = await shop.store.tx((tx) => addCode(tx, id, shop.clock.now(), 'panel'));
  const stranger = shop.client('Stranger');
  await stranger.says(`/start ${panelCode}`);
  expect((await browser().get(`/admin/welcome?code=${panelCode}`)).status).toBe(200);
});

/** Olga with a login, a second step and her messenger. */
async function withSecondStep({ browser, shop }: PanelShop) {
  const olga = await shop.colleague('Olga', 'owner');
  await olga.says('/panel');
  const link = /\/admin\/welcome\?code=\S+/.exec(olga.sees('works once').text)?.[0] ?? '';
  const one = browser();
  await one.send('/admin/welcome', { code: link.split('=')[1] ?? '', login: 'olga', password });
  await shop.store.tx((tx) => tx.update(accounts).set({ secondStep: true }));
  return { olga, one };
}

test('with the second step the password alone does not do: a tap in Telegram lets the browser in, “not me” does not', async () => {
  const panel = await openPanelShop();
  const { browser, shop } = panel;
  const { olga } = await withSecondStep(panel);

  const waiting = browser();
  expect((await signIn(waiting, 'olga')).headers.get('location')).toBe('/admin/login/wait?lang=en');
  await shop.anna.idle();
  expect(await isIn(waiting)).toBe(false);
  await olga.presses('It is me');
  expect((await waiting.get('/admin/login/wait')).headers.get('location')).toBe('/admin');
  expect(await isIn(waiting)).toBe(true);

  const thief = browser();
  await signIn(thief, 'olga');
  await shop.anna.idle();
  await olga.presses('Not me');
  expect((await thief.get('/admin/login/wait')).status).toBe(200);
  expect(await isIn(thief)).toBe(false);
});

test('a tap that comes after five minutes opens nothing: who waited has given up, or was a thief', async () => {
  const panel = await openPanelShop();
  const { browser, shop } = panel;
  const { olga } = await withSecondStep(panel);
  const waiting = browser();
  await signIn(waiting, 'olga');
  await shop.anna.idle();
  shop.clock.advance(minutes(6));
  await olga.presses('It is me');
  expect(await isIn(waiting)).toBe(false);
  expect((await waiting.get('/admin/login/wait')).status).toBe(200);
  expect(await isIn(waiting)).toBe(false);
});

test('a new password also turns away who waits for the tap with the old one', async () => {
  const panel = await openPanelShop();
  const { browser, shop } = panel;
  const { olga, one } = await withSecondStep(panel);
  const thief = browser();
  await signIn(thief, 'olga');
  await shop.anna.idle();
  expect((await one.post('/admin/password', { old: password, next: 'a new and long one' })).status).toBe(200);
  await olga.presses('It is me');
  expect([await isIn(one), await isIn(thief)]).toEqual([true, false]);
});

test('OWNER_LOGIN and OWNER_PASSWORD make the first login, and what the owner changes later stays', async () => {
  const env = { OWNER_LOGIN: 'Boss', OWNER_PASSWORD: 'sesame open please' };
  const { browser, shop } = await openPanelShop({ env });
  expect((await signIn(browser(), 'boss', 'sesame open please')).status).toBe(303);
  await shop.restarts();
  expect((await signIn(browser(), 'boss', 'sesame open please')).status).toBe(303);
  expect(await shop.store.read.select().from(accounts)).toHaveLength(1);
});

test('an owner of the settings who was removed does not come back by a restart, nor as somebody else', async () => {
  const env = { OWNER_LOGIN: 'Boss', OWNER_PASSWORD: 'sesame open please' };
  const { browser, hire, shop } = await openPanelShop({ env });
  expect((await signIn(browser(), 'boss', 'sesame open please')).status).toBe(303);
  const olga = await hire('Olga', 'owner');
  const [first] = await shop.store.read.select().from(accounts).where(eq(accounts.login, 'boss'));
  const now = shop.clock.now();
  const staffId = first?.staffId ?? 0;
  await shop.store.tx(async (tx) => {
    await tx.insert(identities).values({ channel: 'web', address: 'the chat of olga', staffId: olga, createdAt: now });
    await removeStaff(tx, { staffId, by: { kind: 'system' }, now });
  });
  await shop.restarts();
  expect((await signIn(browser(), 'boss', 'sesame open please')).status).toBe(401);
  expect((await signIn(browser(), 'Olga')).status).toBe(303);
  expect((await shop.store.read.select().from(accounts)).map(({ login }) => login)).toEqual(['olga']);
});

test('nobody’s body is read before it is known who they are: a large upload of a stranger ends at the door', async () => {
  const { browser } = await openPanelShop();
  const answer = await browser().post('/admin/upload', 'x'.repeat(5_000_000));
  expect(answer.status).toBe(401);
});

test('who changes their password stays in here and is signed out everywhere else; the old one must be known', async () => {
  const { hire, browser } = await openPanelShop();
  await hire('Olga', 'owner');
  const [here, there] = [browser(), browser()];
  await signIn(here, 'Olga');
  await signIn(there, 'Olga');
  const wrong = await here.post('/admin/password', { old: 'not this one', next: 'a new and long one' });
  expect([wrong.status, await wrong.json()]).toMatchObject([422, { error: 'account.wrong-password' }]);
  expect((await here.post('/admin/password', { old: password, next: 'short' })).status).toBe(422);

  expect((await here.post('/admin/password', { old: password, next: 'a new and long one' })).status).toBe(200);

  expect([await isIn(here), await isIn(there)]).toEqual([true, false]);
  expect((await signIn(browser(), 'Olga')).status).toBe(401);
  expect((await signIn(browser(), 'Olga', 'a new and long one')).status).toBe(303);
});

test('in the panel the owner reads what a colleague holds and ends each of it; a manager may end only their own', async () => {
  const { signedIn, hire, browser } = await openPanelShop();
  const owner = await signedIn('Vera', 'owner');
  const manager = await signedIn('Olga', 'manager');
  const peter = await hire('Peter', 'manager');
  await signIn(browser(), 'Peter');

  const held = await owner.get(`/admin/ask/team/holdings?staffId=${manager.id}`);
  const { answer } = (await held.json()) as { answer: { kind: string; id: string }[] };
  expect(answer).toMatchObject([{ kind: 'session' }]);
  expect((await manager.get(`/admin/ask/team/holdings?staffId=${peter}`)).status).toBe(403);
  const own = (await (await manager.get('/admin/ask/account/access')).json()) as { answer: { holdings: object[] } };
  expect(own.answer.holdings).toHaveLength(1);

  expect((await owner.post('/admin/do/team/endHolding', { staffId: manager.id, ...pick(answer[0]) })).status).toBe(200);
  expect(await isIn(manager)).toBe(false);
});

const pick = (holding: { kind: string; id: string } | undefined) => ({ kind: holding?.kind, id: holding?.id });
