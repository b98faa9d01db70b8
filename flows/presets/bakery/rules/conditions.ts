import type { Condition } from '../../../../db/schema/work.ts';

/** The order came to this stage on its way to the end, not back from a later one. */
export const cameTo = (stage: number): Condition[] => [
  { field: 'order.stage', op: 'is', value: stage },
  { field: 'event.way', op: 'is-not', value: 'back' },
];

/** The order has not left the stage that the event speaks of. */
export const stillThere: Condition[] = [
  { field: 'order.sameVisit', op: 'is', value: true },
  { field: 'order.outcome', op: 'is', value: 'open' },
];

export const stillOpen: Condition = { field: 'order.outcome', op: 'is', value: 'open' };
/** The client did it, and no machine found it out. */
export const byClient: Condition = { field: 'event.by', op: 'is', value: 'client' };
export const has = (field: string): Condition => ({ field, op: 'filled' });
export const hasNo = (field: string): Condition => ({ field, op: 'empty' });
