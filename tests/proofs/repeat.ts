import { openVerdict, stopwatch, wanted } from './parts/report.ts';
import { onPostgres, playParts } from './parts/workers.ts';
import type { Told } from './repeat-worker.ts';

/**
 * `npm run prove:repeat`: random histories of clients and colleagues are played twice, once with every update brought once, and once with
 * every update brought one to four times, at the same moment and again later. Both must end in the same state, word for word. Then many
 * clients press Agree twice at once, each press taken by another program on the same database: one order each. On both engines.
 */

const { seed, short, histories: wantedHistories } = wanted('histories');
const histories = wantedHistories ?? (short ? 600 : 10_000);
const verdict = openVerdict();

await proveOn('SQLite', {}, { histories, presses: short ? 500 : 10_000, seconds: short ? 28 : 7200 });
await onPostgres((env) =>
  proveOn('PostgreSQL', env, { histories: Math.ceil(histories / 10), presses: short ? 100 : 1000, seconds: short ? 12 : 7200 }),
);
verdict.end();

interface Share {
  histories: number;
  presses: number;
  /** At most so long. */
  seconds: number;
}

/** Shares the histories out among processes; the first of them also presses twice. */
async function proveOn(engine: string, env: NodeJS.ProcessEnv, { histories: count, presses, seconds }: Share): Promise<void> {
  const elapsed = stopwatch();
  const parts = await playParts<Told>('repeat-worker.ts', env, (part, parts) => {
    const each = Math.ceil(count / parts);
    return { seed, first: 1 + part * each, histories: Math.min(each, count - part * each), presses: part === 0 ? presses : 0, seconds };
  });
  const sum = (name: Exclude<keyof Told, 'breaches'>) => parts.reduce((total, part) => total + part[name], 0);
  console.log(
    `\n${engine}: ${sum('histories')} histories in ${elapsed()}: ${sum('updates')} updates, brought ${sum('brought')} times; ` +
      `${sum('orders')} orders, ${sum('moves')} moves; ${sum('presses')} double presses made ${sum('pressOrders')} orders`,
  );
  verdict.holds(
    `${engine}: repeated updates end in the same state as once`,
    parts.flatMap(({ breaches }) => breaches),
  );
  verdict.holds(
    `${engine}: a double press is one order`,
    sum('presses') === sum('pressOrders') ? [] : [`${sum('presses')} double presses, ${sum('pressOrders')} orders`],
  );
  // How many histories fit into the time is the machine's affair: from so many on, some must have come to an order, and some to a move.
  const tooFew = (sum('orders') === 0 && sum('histories') >= 20) || (sum('moves') === 0 && sum('histories') >= 100);
  verdict.holds(
    `${engine}: histories were played, orders placed and moved`,
    sum('histories') > 0 && !tooFew ? [] : [`${sum('orders')} orders, ${sum('moves')} moves`],
  );
}
