import type { z } from 'zod';
import type { Instant } from '../../db/schema/words.ts';
import type { Condition } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import type { By, EventRow } from '../events.ts';
import type { Order } from '../orders/load-order.ts';
import type { Shop } from '../shop.ts';

/** What an action knows: the event that set the rule off and the order as it is now. */
export interface Affair {
  tx: Tx;
  now: Instant;
  shop: Shop;
  rule: { id: number };
  event: EventRow;
  order: Order | undefined;
  clientId: number | undefined;
  /** The rule itself acts; one step deeper than the event. */
  by: By;
  /** Names this run of this action: what it makes is made once. */
  origin: string;
  fits(conditions: Condition[]): Promise<boolean>;
}

/** How the rule goes on: at once (nothing), later, or not at all. `note` is kept in the log of the rule. */
export type Onward = undefined | { waitUntil: Instant } | { stop: string } | { note: string };

export interface Action<P = unknown> {
  name: string;
  /** What the owner fills in; the panel draws the inputs from it. */
  params: z.ZodType<P>;
  run(affair: Affair, params: P): Promise<Onward>;
}

/** One thing a rule can do. The file's name is the action's. */
export const action = <P>(definition: Action<P>): Action<P> => definition;

/** Loads the folder of actions. */
export type Actions = ReadonlyMap<string, Action>;
