import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { openPost } from '../../bot/webhooks/post.ts';
import { allowInnerAddresses, isBadAddress } from '../../flows/webhooks/bad-address.ts';

/** Counts who connects to this machine, by either family. */
async function canary(): Promise<{ port: number; connections(): number }> {
  let count = 0;
  const listen = (host: string, port: number) => {
    const server = createServer((socket) => {
      count += 1;
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
    });
    onTestFinished(() => void server.close());
    return new Promise<number>((resolve) => {
      server.once('error', () => resolve(0)).listen(port, host, () => resolve((server.address() as AddressInfo).port));
    });
  };
  const port = await listen('0.0.0.0', 0);
  await listen('::', port);
  return { port, connections: () => count };
}

/** This machine, its network and the clouds' own services, as attackers spell them. */
const innerHosts = [
  ...['127.0.0.1', '127.1', '127.0.1', '127.255.255.254', '0.0.0.0', '0', '2130706433', '017700000001', '0x7f000001', '0x7f.1'],
  ...[
    '0x7f.0x0.0x0.0x1',
    '0177.0.0.1',
    '0177.0.0.01',
    '127.0.0.1.',
    '１２７.0.0.1',
    '127。0。0。1',
    '%31%32%37.0.0.1',
    'localhost',
    'LOCALHOST',
  ],
  ...['localhost.', 'a.localhost', '[::1]', '[::]', '[0:0:0:0:0:0:0:1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::127.0.0.1]'],
  ...['[0:0:0:0:0:ffff:7f00:0001]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]', '[fe80::1]', '[fc00::1]', '[fd00:ec2::254]'],
  ...['10.0.0.1', '172.16.0.1', '192.168.0.1', '169.254.169.254', '100.64.0.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '0xa9fea9fe'],
];

test('no spelling of an inner address reaches anything on this machine', { timeout: 30_000 }, async () => {
  const { port, connections } = await canary();
  const post = openPost([]);
  expect(innerHosts.length).toBeGreaterThanOrEqual(40);
  for (const host of innerHosts) {
    for (const scheme of ['http', 'https']) {
      const answer = await post(`${scheme}://${host}:${port}/`, '{}', {});
      expect([host, answer]).toEqual([host, { failure: expect.any(String) }]);
    }
  }
  expect(connections()).toBe(0);
});

test('a name that leads inside is not followed, also when it led outside before', async () => {
  const { port, connections } = await canary();
  const ways = ['203.0.113.10', '127.0.0.1', '127.0.0.1'];
  let asked = 0;
  type Found = (error: null, address: string | { address: string; family: number }[], family?: number) => void;
  const rebinding = (_name: string, options: { all?: boolean }, done: Found) => {
    const address = ways[asked++ % ways.length] ?? '127.0.0.1';
    if (options.all) done(null, [{ address, family: 4 }]);
    else done(null, address, 4);
  };
  const post = openPost([], rebinding as never); // Node's own type speaks of both forms at once
  for (let i = 0; i < 6; i++) expect(await post(`http://rebind.example:${port}/`, '{}', {})).toHaveProperty('failure');
  expect(asked).toBeGreaterThan(0);
  expect(connections()).toBe(0);
});

test('an inner address that the owner of the machine named is reached, and only that one', async () => {
  const { port, connections } = await canary();
  const post = openPost(['127.0.0.1']);
  expect(await post(`http://127.0.0.1:${port}/`, '{}', {})).toEqual({ status: 200 });
  expect(await post(`http://127.0.0.2:${port}/`, '{}', {})).toEqual({ failure: 'an inner address' });
  expect(connections()).toBe(1);
});

test('an owner cannot even enter such an address, nor one without https or with a password in it', () => {
  for (const host of innerHosts) expect([host, isBadAddress(`https://${host}/`)]).toEqual([host, true]);
  for (const bad of [
    'http://crm.example.com/',
    'https://user:secret@crm.example.com/',
    'ftp://crm.example.com',
    'crm.example.com',
    '',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'https://erp/',
    'https://8.8.8.8/',
  ])
    expect([bad, isBadAddress(bad)]).toEqual([bad, true]);
  expect(isBadAddress('https://crm.example.com:8443/anna?shop=1')).toBe(false);
});

test('where inner addresses were named, only these can be entered, and http leads nowhere else', () => {
  allowInnerAddresses(['127.0.0.1', '10.0.0.7']);
  onTestFinished(() => allowInnerAddresses([]));
  for (const good of ['http://127.0.0.1:8080/a', 'http://2130706433/', 'https://10.0.0.7/', 'http://erp/anna', 'https://crm.example.com/'])
    expect([good, isBadAddress(good)]).toEqual([good, false]);
  for (const bad of [
    'http://127.0.0.2/',
    'https://169.254.169.254/',
    'https://[::ffff:127.0.0.1]/',
    'http://crm.example.com/',
    'ftp://erp/',
  ])
    expect([bad, isBadAddress(bad)]).toEqual([bad, true]);
});

test('the status is the answer: what follows it may be endless, and what never comes is waited for ten seconds', {
  timeout: 30_000,
}, async () => {
  const server = createHttpServer((req, res) => {
    if (req.url === '/silent') return;
    res.writeHead(200);
    const pour = setInterval(() => res.write('x'.repeat(64 * 1024)), 1);
    res.once('close', () => clearInterval(pour));
  });
  onTestFinished(() => server.closeAllConnections());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const post = openPost(['127.0.0.1']);
  const began = performance.now();
  expect(await post(`http://127.0.0.1:${port}/endless`, '{}', {})).toEqual({ status: 200 });
  expect(performance.now() - began).toBeLessThan(5000);
  expect(await post(`http://127.0.0.1:${port}/silent`, '{}', {})).toEqual({ failure: 'no answer within 10 s' });
});
