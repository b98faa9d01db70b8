import type { Role } from '../../db/schema/words.ts';
import type { Order } from '../orders/load-order.ts';
import type { Stage } from '../orders/pipeline.ts';

/** What a colleague can be for an order. */
export type Part = 'responsible' | 'maker' | 'driver';

export const parts = ['responsible', 'maker', 'driver'] as const;

/** Who can play which part. */
export const rolesOfPart: Record<Part, readonly Role[]> = {
  responsible: ['manager', 'sales-head', 'owner'],
  maker: ['cook', 'workshop-head'],
  driver: ['driver'],
};

/** The column that holds it. */
export const columnOfPart = { responsible: 'responsibleId', maker: 'makerId', driver: 'driverId' } as const satisfies Record<
  Part,
  keyof Order
>;

/** Stages at which an order without this part waits in the pool; everywhere when absent. */
const poolStages: Partial<Record<Part, readonly Role[]>> = { maker: ['workshop-head', 'cook'], driver: ['driver'] };

/** The part that a role plays. */
export const partOfRole = (role: Role): Part => parts.find((part) => rolesOfPart[part].includes(role)) ?? 'responsible';

export const isPart = (word: unknown): word is Part => parts.some((part) => part === word);

/** The parts of an order that anyone fit for them may take now. */
export function freeParts(order: Order, stage: Pick<Stage, 'role'>): Part[] {
  if (order.outcome !== 'open') return [];
  return parts.filter((part) => order[columnOfPart[part]] === null && (poolStages[part]?.includes(stage.role) ?? true));
}
