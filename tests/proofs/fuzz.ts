import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fixedWork } from '../bench/measure.ts';
import { startMockTelegram } from '../bench/mock-telegram.ts';
import type { Target } from './fuzz-worker.ts';
import type { FoundRoute } from './parts/fuzz/find-routes.ts';
import { hostileValues, words } from './parts/fuzz/hostile.ts';
import { encoded, wireOf } from './parts/fuzz/mutate.ts';
import { type Description, type Dictionary, type Seed, seedFor } from './parts/fuzz/seeds.ts';
import { type Hit, type Shot, send, sendRaw } from './parts/fuzz/send.ts';
import { randomOf } from './parts/random.ts';
import { openVerdict, stopwatch, wanted } from './parts/report.ts';

/**
 * `npm run prove:fuzz`: a million spoiled requests (`--short`: 20,000) to every route that Express knows, past signatures, keys and cookies. No
 * crash, no 5xx, every answer within a second, no more than 300 MB.
 */
const { seed, short, requests } = wanted('requests');
const count = requests ?? (short ? 20_000 : 1_000_000);
const mostMs = 1000;
const mostMb = 300;
const publicUrl = 'https://anna.example';
const twilioToken = 'an auth token of the fuzz';

const random = randomOf(seed);
const values = hostileValues(seed);
const folder = mkdtempSync(join(tmpdir(), 'anna-fuzz-'));
const telegram = await startMockTelegram();
const complaints = new Map<string, number>();
let crash: string | undefined;
const { child, target } = await startTarget();
const known = await learn(target);
const routes = target.routes.filter(({ path }) => !['/livez', '/readyz'].includes(path));
const posts = routes.filter(({ method }) => method !== 'GET');

const elapsed = stopwatch();
const statuses = new Map<number, number>();
const broken = new Map<string, number>();
const slow: string[] = [];
const memoryAtFirst = memoryOf(child.pid);
const memory: number[] = [];
let worstMs = 0;
await fixedWork(8, count, async (i) => {
  if (crash !== undefined || child.exitCode !== null) return;
  const route = random.pick(random.chance(85) ? posts : routes);
  judge(route, await shoot(route));
  if (i % 500 === 0) memory.push(memoryOf(child.pid));
});

const told = [...statuses].toSorted(([a], [b]) => a - b).map(([status, times]) => `${status}: ${times}`);
console.log(
  `\n${count.toLocaleString('en')} requests to ${routes.length} routes in ${elapsed()}; ${told.join(', ')}; slowest ${worstMs.toFixed(0)} ms`,
);
const most = Math.max(...memory);
const byQuarters = [0, 1, 2, 3].map((quarter) => meanOf(memory.slice((memory.length * quarter) / 4, (memory.length * (quarter + 1)) / 4)));
const [, second = 0, , last = 0] = byQuarters;
const course = byQuarters.map((mean) => mean.toFixed(0)).join(', ');
console.log(`memory ${memoryAtFirst.toFixed(0)} MB at first, by quarters ${course} MB, at most ${most.toFixed(0)} MB`);
const verdict = openVerdict();
verdict.holds('nothing crashed', crash === undefined && child.exitCode === null ? [] : [crash ?? `exit code ${child.exitCode}`]);
verdict.holds('no answer was a 5xx', namesOf(broken));
verdict.holds('nothing was logged as an error', namesOf(complaints));
verdict.holds(`every answer came within ${mostMs} ms`, slow);
verdict.holds(`never more than ${mostMb} MB`, most <= mostMb ? [] : [`${most.toFixed(0)} MB`]);
// In a short run caches still fill up.
if (count >= 100_000) verdict.holds('the last quarter took no more memory than the second', last <= second * 1.1 ? [] : [`${course} MB`]);
verdict.holds('the doors were passed, too', (statuses.get(201) ?? 0) + (statuses.get(200) ?? 0) > count / 20 ? [] : told);
child.kill('SIGTERM');
telegram.close();
rmSync(folder, { recursive: true, force: true });
verdict.end();

async function startTarget() {
  const started = fork(join(import.meta.dirname, 'fuzz-worker.ts'), [], {
    execArgv: ['--max-old-space-size=256', '--max-semi-space-size=4', '--import', join(import.meta.dirname, '../../db/lean.js')],
    env: {
      ...{ PATH: process.env.PATH, HOME: process.env.HOME, LOG_LEVEL: 'error', PORT: '0', DATA_DIR: folder, PUBLIC_URL: publicUrl },
      ...{ SECRET: 'a secret of the fuzz, long enough to be one', TELEGRAM_BOT_TOKEN: '42:fuzz', TELEGRAM_API_ROOT: telegram.url },
      ...{ TELEGRAM_PER_SECOND: '100000', OWNER_LOGIN: 'owner', OWNER_PASSWORD: 'ownerpass12' },
      ...{ TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`, TWILIO_AUTH_TOKEN: twilioToken.replaceAll(' ', '-'), TWILIO_API_ROOT: telegram.url },
      ...{ TWILIO_SMS_FROM: '+15005550006', TWILIO_WHATSAPP_FROM: '+15005550006', TWILIO_VOICE_FROM: '+15005550006' },
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  if (started.stdout) createInterface({ input: started.stdout }).on('line', complain);
  const ready = await new Promise<Target>((resolve, reject) => {
    started.once('exit', (code) => reject(new Error(`Anna ended with ${code}`)));
    started.on('message', (message: Target | { crash: string }) => {
      if ('crash' in message) crash = message.crash;
      else resolve(message);
    });
  });
  return { child: started, target: ready };
}

/** What the log says went wrong, each kind once. The platforms behind the shop are stand-ins, so trouble with them is not counted. */
function complain(line: string): void {
  if (!line.startsWith('{')) return;
  const { level, msg, err, route } = JSON.parse(line) as {
    level: string;
    msg: string;
    route?: string;
    err?: { message?: string; stack?: string };
  };
  if (level !== 'error' && level !== 'fatal') return;
  const where =
    err?.stack
      ?.split('\n')
      .find((each) => each.includes('.ts:'))
      ?.trim() ?? '';
  if (/platform|Twilio did not|errand|watchdog/i.test(msg)) return;
  const name = `${msg} ${route ?? ''} ${err?.message?.slice(0, 160) ?? ''} ${where}`;
  complaints.set(name, (complaints.get(name) ?? 0) + 1);
}

/** Reads what a caller would read: the description, and cookies of some browsers. */
async function learn({ port, keys }: Target): Promise<Dictionary> {
  const { secret } = await telegram.webhook();
  const description = (await (await fetch(`http://127.0.0.1:${port}/api/v1/openapi.json`)).json()) as Description;
  const cookies = [];
  for (let i = 0; i < 200; i++) {
    const page = await fetch(`http://127.0.0.1:${port}/chat`, { headers: { 'x-forwarded-for': `10.1.${i}.1` } });
    await page.text();
    cookies.push(
      page.headers
        .getSetCookie()
        .map((each) => each.split(';')[0])
        .join('; '),
    );
  }
  return { telegramSecret: secret, twilioToken: twilioToken.replaceAll(' ', '-'), publicUrl, keys, cookies, description };
}

function shoot(route: FoundRoute): Promise<Hit> {
  const path = pathFor(route);
  const given = seedFor(route, random, known);
  if (random.chance(0.2)) return sendRaw(target.port, rawOf(route.method, path, given));
  const body = route.method === 'GET' ? undefined : wireOf(given.body, given.form ?? false, random, values);
  return send(target.port, { method: route.method, path, headers: headersFor(given, body, path), body });
}

function headersFor({ headers, form, sign }: Seed, body: Buffer | undefined, path: string): Shot['headers'] {
  const type = form ? 'application/x-www-form-urlencoded' : 'application/json';
  const odd = ['text/plain', 'multipart/form-data; boundary=x', 'application/json; charset=utf-16', 'application/json; charset=x', ''];
  const all: Shot['headers'] = {
    'x-forwarded-for': `10.${random.between(0, 255)}.${random.between(0, 255)}.${random.between(1, 254)}`,
    ...(body && { 'content-type': random.chance(95) ? type : random.pick(odd) }),
    ...(body && random.chance(1) && { 'content-encoding': random.pick(['gzip', 'deflate', 'br', 'x']) }),
    ...headers,
    ...(body && sign?.(body, path)),
  };
  if (random.chance(3))
    all[random.pick(['accept-language', 'cookie', 'origin', 'range', 'authorization', 'if-match', 'x-twilio-signature'])] = printable();
  return all;
}

function printable(): string {
  return random.pick(words).replace(/[^\x20-\x7e]/g, '?');
}

/** Variables filled with numbers that are there and words that are none; now and then a query nobody asked for. */
function pathFor({ path }: FoundRoute): string {
  const filled = path
    .replace(/\{[^}]*\}/g, '')
    .replace(/[:*](\w+)/g, () => (random.chance(80) ? String(random.between(1, 12)) : encoded(random.pick(words)).slice(0, 600) || '1'));
  if (!random.chance(30)) return filled;
  const names = [
    'limit',
    'cursor',
    'after',
    'before',
    'phone',
    'lang',
    'id',
    'start',
    'outcome',
    'types',
    'productIds',
    '__proto__',
    'a[b]',
  ];
  const query = Array.from(
    { length: random.between(1, 3) },
    () => `${encoded(random.pick(names))}=${encoded(random.pick(words)).slice(0, 600)}`,
  );
  return `${filled}?${query.join('&')}`;
}

/** Lengths that lie, chunks that do not end, and noise. */
function rawOf(method: string, path: string, { body }: Seed): string {
  const text = JSON.stringify(body) ?? '';
  const head = `${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n`;
  return random.pick([
    `${head}Content-Length: ${text.length + 50}\r\n\r\n${text}`,
    `${head}Content-Length: 2\r\n\r\n${text}`,
    `${head}Transfer-Encoding: chunked\r\n\r\nffffff\r\n${text}`,
    `${head}Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n`,
    `${head}${'X-A: b\r\n'.repeat(random.pick([100, 2000]))}\r\n`,
    `${method} ${path}\r\n\r\n\0\0`,
  ]);
}

function judge({ method, path }: FoundRoute, { status, inMs }: Hit): void {
  statuses.set(status, (statuses.get(status) ?? 0) + 1);
  worstMs = Math.max(worstMs, inMs);
  const name = `${method} ${path}`;
  if (status >= 500) broken.set(`${status} ${name}`, (broken.get(`${status} ${name}`) ?? 0) + 1);
  if (inMs > mostMs) slow.push(`${name}: ${inMs.toFixed(0)} ms`);
}

function meanOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
}

function namesOf(counts: ReadonlyMap<string, number>): string[] {
  return [...counts].map(([name, times]) => `${times} × ${name}`);
}

function memoryOf(pid: number | undefined): number {
  if (pid === undefined || child.exitCode !== null) return 0;
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
}
