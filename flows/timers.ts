import type { z } from 'zod';
import { loadFolder } from '../db/folder.ts';
import type { Instant } from '../db/schema/words.ts';
import type { Tx } from '../db/store.ts';
import type { OutboxRow } from '../notifications/outbox.ts';
import type { Outcome, World } from '../notifications/worker.ts';
import type { Actions } from './automation/action.ts';
import { getShop, type Shop } from './shop.ts';

/** What a timer knows when it fires. */
export interface Firing {
  tx: Tx;
  now: Instant;
  shop: Shop;
  actions: Actions;
}

/** Something that happens at a planned time. It looks at the state anew, for much may have changed. */
export interface Timer<P = unknown> {
  name: string;
  payload: z.ZodType<P>;
  fire(firing: Firing, payload: P): Promise<void>;
}

/** One file in `flows/timers/`, named as the timer. */
export const timer = <P>(definition: Timer<P>): Timer<P> => definition;

/** The errand `timer`: what it does commits together with the mark that it was done, so it happens once. */
export async function timerErrand(actions: Actions): Promise<(row: OutboxRow, world: World) => Promise<Outcome>> {
  const timers = await loadFolder<Timer>(new URL('./timers/', import.meta.url));
  return async (row, world) => {
    const found = timers.get(String(row.payload.timer));
    if (!found) return { result: 'failed', reason: `unknown timer ${String(row.payload.timer)}` };
    const payload = found.payload.parse(row.payload);
    return {
      result: 'done',
      also: async (tx) => {
        await found.fire({ tx, now: world.now(), shop: await getShop(tx), actions }, payload);
      },
    };
  };
}
