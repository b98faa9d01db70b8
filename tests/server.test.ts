import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { showNotFound } from '../bot/site/not-found.ts';
import { createLog } from '../db/log.ts';
import { jsonBody } from '../json-body.ts';
import { createServer, type Doors, type Mount, networkOf, type Server } from '../server.ts';

const running: Server[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop(0)));
});

const started = async (doors: Partial<Doors> = {}) => {
  const lines: string[] = [];
  const ready = { ok: true, checks: { database: { ok: true, detail: 'writable' } } };
  const health = { alive: () => true, readiness: async () => ready };
  process.env.LOG_LEVEL = 'info';
  const server = createServer({ health, routes: [], log: createLog({ write: (line) => lines.push(line) }), ...doors });
  running.push(server);
  const port = await server.listen(0, '127.0.0.1');
  return { server, port, lines, at: (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init) };
};

const post = (body: string, headers: Record<string, string> = {}) => ({
  method: 'POST',
  body,
  headers: { 'content-type': 'application/json', ...headers },
});

const echo: Mount = (app) => {
  app.post('/echo', jsonBody('256kb'), (req, res) => void res.json({ got: req.body ?? null, ip: req.ip }));
  app.get('/orders/:id', (req, res) => void res.json(req.params));
};

test('health tells the truth: alive, ready, and not ready with the reason', async () => {
  let ok = true;
  const { at } = await started({
    health: { alive: () => true, readiness: async () => ({ ok, checks: { tick: { ok, detail: ok ? '3 s ago' : '90 s ago' } } }) },
  });
  expect([(await at('/livez')).status, (await at('/readyz')).status]).toEqual([200, 200]);
  ok = false;
  await wait(1100);
  const answer = await at('/readyz');
  expect(answer.status).toBe(503);
  expect(await answer.json()).toEqual({ ok: false, checks: { tick: { ok: false, detail: '90 s ago' } } });
});

test('a readiness check that throws means not ready, and says nothing of why', async () => {
  const { at } = await started({ health: { alive: () => true, readiness: () => Promise.reject(new Error('password wrong')) } });
  const answer = await at('/readyz');
  expect(answer.status).toBe(503);
  expect(await answer.text()).not.toContain('password');
});

test('an unknown address and a broken handler answer with a request id and nothing else', async () => {
  const { at, lines } = await started({
    routes: [
      (app) =>
        void app.get('/broken/:code', async () => {
          throw new Error('inner matters');
        }),
    ],
  });
  const [missing, broken] = [await at('/nowhere'), await at('/broken/one-time-link')];
  expect(missing.status).toBe(404);
  expect(broken.status).toBe(500);
  const body = (await broken.json()) as { error: string; requestId: string };
  expect(body).toEqual({ error: 'internal', requestId: broken.headers.get('x-request-id') });
  expect(lines.join('')).toContain(body.requestId);
  expect(lines.join('')).toContain('inner matters');
  expect(lines.join('')).not.toContain('one-time-link');
});

test('bodies that cannot be read are the sender’s mistake: 400, 413 or 415, and nothing is logged', async () => {
  const { at, lines } = await started({ routes: [echo] });
  const deep = '['.repeat(5000) + ']'.repeat(5000);
  const statuses = [
    (await at('/echo', post('{"a":'))).status,
    (await at('/echo', post(deep))).status,
    (await at('/echo', post(JSON.stringify({ a: 'x'.repeat(300_000) })))).status,
    (await at('/echo', post('{}', { 'content-encoding': 'gzip' }))).status,
    (await at('/orders/%E0%A4%A')).status,
    (await at('/echo', post('{"a":1}'))).status,
  ];
  expect(statuses).toEqual([400, 400, 413, 415, 400, 200]);
  expect(lines).toEqual([]);
});

test('a route without a parser gets the bytes as they come', async () => {
  const { at } = await started({
    routes: [(app) => void app.post('/raw', async (req, res) => void res.json({ bytes: (await req.toArray()).join('').length }))],
  });
  expect(await (await at('/raw', post('{"a": 1}'))).json()).toEqual({ bytes: 8 });
});

test('a form of another site is refused, a server and our own pages are served', async () => {
  const { at } = await started({ routes: [echo] });
  const status = async (headers: Record<string, string>) => (await at('/echo', post('{}', headers))).status;
  expect(await status({ 'sec-fetch-site': 'cross-site' })).toBe(403);
  expect(await status({ 'sec-fetch-site': 'same-origin' })).toBe(200);
  expect(await status({})).toBe(200);
});

test('pages are held to our own scripts; every answer has a fresh nonce and no trace of the software', async () => {
  const { at } = await started({ routes: [(app) => void app.get('/page', (_req, res) => void res.send(res.locals.nonce))] });
  const [one, two] = [await at('/page'), await at('/page')];
  const nonce = await one.text();
  expect(one.headers.get('content-security-policy')).toContain(`script-src 'self' 'nonce-${nonce}'`);
  expect(two.headers.get('content-security-policy')).not.toContain(nonce);
  expect(one.headers.get('x-powered-by')).toBeNull();
  expect(one.headers.get('x-content-type-options')).toBe('nosniff');
  expect(one.headers.get('strict-transport-security')).toBeNull();
});

test('forwarded addresses are believed only from a proxy that the owner named', async () => {
  const claimed = post('{}', { 'x-forwarded-for': '203.0.113.9' });
  const publicUrl = 'https://crm.example.com';
  const ipOf = async (doors: Partial<Doors>) => {
    const { at } = await started({ routes: [echo], ...doors });
    return ((await (await at('/echo', claimed)).json()) as { ip: string }).ip;
  };
  expect(await ipOf({})).toBe('127.0.0.1');
  expect(await ipOf({ publicUrl })).toBe('127.0.0.1');
  expect(await ipOf({ publicUrl, trustedProxies: ['10.0.0.2'] })).toBe('127.0.0.1');
  expect(await ipOf({ publicUrl, trustedProxies: ['loopback'] })).toBe('203.0.113.9');
});

test('over TLS browsers are told to stay there, on all names below too', async () => {
  const { at } = await started({ publicUrl: 'https://crm.example.com' });
  expect((await at('/livez')).headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
});

test('a server for this machine alone answers to no other name', async () => {
  const { port, at } = await started({ hosts: ['localhost', '127.0.0.1'] });
  expect((await at('/livez')).status).toBe(200);
  const socket = connect(port, '127.0.0.1');
  socket.write('GET /livez HTTP/1.1\r\nHost: evil.example\r\n\r\n');
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(answer.toString()).toContain('421');
  socket.destroy();
});

test('whoever found a hole reads whom to tell', async () => {
  const { at } = await started({ securityContact: 'mailto:owner@example.com' });
  const text = await (await at('/.well-known/security.txt')).text();
  expect(text).toMatch(/^Contact: mailto:owner@example\.com\nExpires: \d{4}-\d\d-\d\dT/);
});

test('the inside is told only to this machine', async () => {
  const { at } = await started();
  expect(await (await at('/readyz')).json()).toHaveProperty('checks');
  expect(await (await at('/readyz', { headers: { 'x-forwarded-for': '203.0.113.9' } })).json()).toEqual({ ok: true });
});

test('a taken port is an error of listen, not of the process', async () => {
  const { port } = await started();
  const second = createServer({
    health: { alive: () => true, readiness: () => Promise.reject() },
    routes: [],
    log: createLog({ write: () => {} }),
  });
  await expect(second.listen(port, '127.0.0.1')).rejects.toThrow('EADDRINUSE');
});

test('stopping lets a running answer end, then cuts idle connections and live streams', async () => {
  const { server, port, at } = await started({
    routes: [
      (app) => void app.get('/slow', async (_req, res) => void res.send(await wait(150, 'done'))),
      (app) => void app.get('/stream', (_req, res) => void res.set('Content-Type', 'text/event-stream').flushHeaders()),
    ],
  });
  const idle = connect(port, '127.0.0.1');
  const stream = await at('/stream');
  const slow = at('/slow');
  await wait(30);
  const began = performance.now();
  await server.stop(300);
  expect(await (await slow).text()).toBe('done');
  await expect(stream.text()).rejects.toThrow();
  expect(performance.now() - began).toBeLessThan(1000);
  idle.destroy();
});

test('who looks for a page that is not there reads so in their language; a program gets JSON', async () => {
  const { at } = await started({ notFound: showNotFound });
  const browser = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

  const page = await at('/nowhere', { headers: { ...browser, 'accept-language': 'en-GB,en;q=0.9' } });
  expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
  expect(await page.text()).toContain('There is no such page');
  expect(await (await at('/nowhere', { headers: { ...browser, 'accept-language': 'ru' } })).text()).toContain('Такой страницы нет');

  for (const headers of [{}, { accept: '*/*' }, { accept: 'application/json' }])
    expect(await (await at('/nowhere', { headers })).json()).toMatchObject({ error: 'not-found' });
});

test('limits count an IPv6 network as one, and an IPv4 address as itself however it is written', () => {
  expect(['203.0.113.9', '::ffff:203.0.113.9'].map(networkOf)).toEqual(['203.0.113.9', '203.0.113.9']);
  expect(['2001:db8:1:2::1', '2001:db8:1:2:ffff:1:2:3', '2001:db8::1', '::1'].map(networkOf)).toEqual([
    ...['2001:db8:1:2::/64', '2001:db8:1:2::/64', '2001:db8:0:0::/64', '0:0:0:0::/64'],
  ]);
});

test('what nobody asked for is not read: an unknown address answers before the body has come', async () => {
  const { port } = await started({ routes: [echo] });
  const socket = connect(port, '127.0.0.1');
  socket.write(`POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 250000\r\n\r\n[1,`);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(answer.toString()).toContain('404 Not Found');
  socket.destroy();
});

test('a body of many small values is read as it is; one deeper than anything honest and an impossible length are no body', async () => {
  const { at } = await started({ routes: [echo] });
  const many = JSON.stringify(Array.from({ length: 60_000 }, () => 0));
  expect((await at('/echo', post(many))).status).toBe(200);
  expect((await at('/echo', post(`${'{"a":'.repeat(33)}1${'}'.repeat(33)}`))).status).toBe(400);
  const odd = await at('/echo', post('{"name":{"length":{"valueOf":1,"toString":1}},"list":[{"length":3}]}'));
  expect(await odd.json()).toMatchObject({ got: { name: { length: null }, list: [{ length: 3 }] } });
});

test('headers that trickle in end after fifteen seconds, and it is looked at each second', async () => {
  const { server, port } = await started();
  expect(server.http.headersTimeout).toBe(15_000);
  server.http.headersTimeout = 200; // nobody waits for the fifteen here; by its default Node would look only every thirty
  const socket = connect(port, '127.0.0.1');
  socket.write('GET /livez HTTP/1.1\r\nHost: x\r\n');
  const trickle = setInterval(() => socket.write(`X-${Math.random()}: 1\r\n`), 50);
  let answer = '';
  socket.on('data', (bytes: Buffer) => (answer += bytes)).on('error', () => {});
  await once(socket, 'close');
  clearInterval(trickle);
  expect(answer).toContain('408 Request Timeout');
});

test('texts in a JSON body come composed and without control signs, at any depth; all else comes as it was sent', async () => {
  const { at } = await started({ routes: [echo] });
  const sent = { name: 'Серге\u0438\u0306', lines: ['a\u0000\u000Bb', 5, null, { deep: 'x\uFFFE\u202E' }], ok: true };
  const answer = await at('/echo', post(JSON.stringify(sent)));
  expect(await answer.json()).toMatchObject({ got: { name: 'Сергей', lines: ['a\nb', 5, null, { deep: 'x' }], ok: true } });
});
