import { z } from 'zod';
import { fulfilments, stageKinds } from '../../db/schema/words.ts';

/** From an instant to another one, which is not included. */
const span = z.tuple([z.number(), z.number()]);
const number = z.number().int();

/** Which orders stand behind a number. Everything that is said must hold; `null` is "without". */
export const ordersFilter = z.object({
  placed: span.optional(),
  closed: span.optional(),
  due: span.optional(),
  outcome: z.enum(stageKinds).optional(),
  /** Not cancelled. */
  kept: z.boolean().optional(),
  /** Standing on this stage. */
  stage: number.optional(),
  /** Came at least, or exactly, as far as this position. */
  reachedFrom: number.optional(),
  reached: number.optional(),
  pipeline: number.optional(),
  fulfilment: z.enum(fulfilments).optional(),
  source: z.string().nullable().optional(),
  responsible: number.nullable().optional(),
  maker: number.optional(),
  driver: number.optional(),
  client: number.optional(),
  product: number.optional(),
  lossReason: z.string().nullable().optional(),
  /** Something is to be paid still. */
  owing: z.boolean().optional(),
  /** Open, and the hand-over was to be over before then. */
  overdueAt: number.optional(),
  /** On one of these stages since before the moment beside it. */
  standing: z.array(span).max(50).optional(),
  /** Left this stage within the time; those who stood longest come first. */
  left: z.object({ stage: number, within: span }).optional(),
});
export type OrdersFilter = z.infer<typeof ordersFilter>;

export const paymentsFilter = z.object({ within: span, responsible: number.optional() });
export type PaymentsFilter = z.infer<typeof paymentsFilter>;

export const clientsFilter = z.object({
  created: span.optional(),
  source: z.string().nullable().optional(),
  ordersFrom: number.optional(),
  responsible: number.optional(),
});
export type ClientsFilter = z.infer<typeof clientsFilter>;

export const tasksFilter = z.object({
  done: span.optional(),
  doneBy: number.optional(),
  /** Done after their time, or open with the time over. */
  late: z.boolean().optional(),
  openOf: number.optional(),
  overdueAt: number.optional(),
});
export type TasksFilter = z.infer<typeof tasksFilter>;

export const repliesFilter = z.object({ within: span, staff: number });
export type RepliesFilter = z.infer<typeof repliesFilter>;

/** What a number opens: the list behind it, or one record. */
export type Opens =
  | { list: 'orders'; filter: OrdersFilter }
  | { list: 'payments'; filter: PaymentsFilter }
  | { list: 'clients'; filter: ClientsFilter }
  | { list: 'tasks'; filter: TasksFilter }
  | { list: 'replies'; filter: RepliesFilter }
  | { record: 'order' | 'client' | 'staff' | 'product'; id: number };

export const opensOrders = (filter: OrdersFilter): Opens => ({ list: 'orders', filter });
