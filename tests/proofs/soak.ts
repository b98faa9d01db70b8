import { rmSync } from 'node:fs';
import { startAnnaProcess } from '../bench/children.ts';
import { openDriver } from '../bench/driver.ts';
import { poster } from '../bench/http-client.ts';
import { fixedWork } from '../bench/measure.ts';
import { startMockTelegram } from '../bench/mock-telegram.ts';
import { readyShop } from '../bench/shop.ts';

/**
 * `npm run prove:soak`: a million updates from 50,000 chats (`--short`: 60,000 from 6,000) through the webhook of the real process. Memory at
 * the end may be at most 1.2 times what it was after a tenth of them.
 */
const short = process.argv.includes('--short');
const updates = short ? 60_000 : 1_000_000;
const chats = short ? 6_000 : 50_000;
const allowedGrowth = 1.2;

const telegram = await startMockTelegram();
const shop = await readyShop(telegram.url);
const anna = await startAnnaProcess(shop.env, shop.takesUpdates);
const driver = openDriver(telegram, await telegram.webhook());
const post = poster(anna.port, 32);
const words = ['/order', '/orders', 'Back', '/menu', '/help', '/start src-flyer', '👍', '2.5'];

const run = (count: number, from: number) =>
  fixedWork(32, count, (i) =>
    driver.says(post, 10_000_000 + ((from + i) % chats), words[Math.floor((from + i) / chats + i) % words.length] ?? '/menu'),
  );

const began = performance.now();
const tenth = updates / 10;
await run(tenth, 0);
const early = anna.memory();
console.log(`after ${tenth.toLocaleString('en')} updates: ${early.toFixed(0)} MiB`);
for (let part = 1; part < 10; part++) {
  const { perSecond, p99 } = await run(tenth, part * tenth);
  console.log(
    `after ${((part + 1) * tenth).toLocaleString('en')} updates: ${anna.memory().toFixed(0)} MiB, ${perSecond.toFixed(0)} updates/s, p99 ${p99.toFixed(1)} ms`,
  );
}
const late = anna.memory();
const growth = late / early;
console.log(
  `${updates.toLocaleString('en')} updates in ${((performance.now() - began) / 1000).toFixed(0)} s: memory × ${growth.toFixed(2)} (allowed × ${allowedGrowth})`,
);

await anna.stop();
telegram.close();
rmSync(shop.folder, { recursive: true, force: true });
const holds = growth <= allowedGrowth;
console.log(`${holds ? 1 : 0} passed, ${holds ? 0 : 1} failed`);
process.exitCode = holds ? 0 : 1;
