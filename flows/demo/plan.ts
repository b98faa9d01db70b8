import type { orderItems } from '../../db/schema/orders.ts';
import type { Instant, Localized, Role } from '../../db/schema/words.ts';
import { days, hours, minutes } from '../../notifications/time.ts';
import type { Product } from '../catalog/products.ts';
import type { Shop } from '../shop.ts';
import type { Almanac } from './almanac.ts';
import type { Course, Placed } from './course.ts';
import type { Dice } from './dice.ts';
import { Planner } from './planner.ts';
import type { DemoTrade } from './scenery.ts';

export interface PlannedClient {
  name: string;
  phone: string;
  source: string;
  createdAt: Instant;
  birthday: string | null;
  /** Writes in the chat on the site; others only call. */
  writes: boolean;
}

export type PlannedItem = Omit<typeof orderItems.$inferSelect, 'id' | 'orderId'>;

export interface PlannedOrder extends Omit<Placed, 'dueAt' | 'dueUntil'> {
  client: PlannedClient;
  dueAt: Instant | null;
  dueUntil: Instant | null;
  items: PlannedItem[];
  itemsTotal: number;
  deliveryFee: number;
  address: string | null;
  wishes: string | null;
  note: string | null;
  course: Course;
  /** Which of the colleagues of the role; the large ones go to the head of sales. */
  lot: number;
  large: boolean;
}

export interface PlannedTask {
  title: Localized;
  role: Role;
  order: PlannedOrder;
  dueAt: Instant;
}

export interface Talk {
  client: PlannedClient;
  question: string;
  answer: string | null;
  askedAt: Instant;
  answeredAt: Instant;
}

export interface Plan {
  clients: PlannedClient[];
  orders: PlannedOrder[];
  tasks: PlannedTask[];
  talks: Talk[];
}

export interface Ground {
  shop: Shop;
  now: Instant;
  dice: Dice;
  almanac: Almanac;
  trade: DemoTrade;
  /** On sale, section by section. */
  catalogue: readonly (readonly Product[])[];
  /** What the shop's rule calls a large order. */
  largeFrom: number;
}

/** Thinks up a shop of three months: who came, what they ordered, what became of it. Pure: the same dice, the same shop. */
export function planShop(ground: Ground): Plan {
  const planner = new Planner(ground);
  planner.history();
  planner.scenes();
  planner.fullDay();
  planner.onlookers();
  const orders = planner.orders.toSorted((a, b) => a.placedAt - b.placedAt);
  return { clients: planner.clients, orders, tasks: planTasks(orders, ground), talks: planTalks(planner.clients, orders, ground) };
}

/** What colleagues have to do in these days, each about an order that stands where the errand belongs. */
function planTasks(orders: readonly PlannedOrder[], { trade, almanac, now }: Ground): PlannedTask[] {
  const used = new Set<PlannedOrder>();
  return trade.errands.flatMap(({ title, role, stage, dueInHours }) => {
    const fitting = orders.filter(
      ({ course, dueAt }) => dueAt !== null && course.takenAt !== undefined && standsAt(course, trade) === stage,
    );
    const order = fitting.findLast((each) => !used.has(each)) ?? fitting.at(-1);
    if (!order) return [];
    used.add(order);
    const dueAt = dueInHours < 0 ? almanac.wasOpen(now + hours(dueInHours)) : almanac.open(now + hours(dueInHours));
    return [{ title, role, order, dueAt }];
  });
}

/** The position of the stage a course has come to. */
const standsAt = ({ steps }: Course, { stages }: DemoTrade): number | undefined => {
  const last = steps.at(-1);
  return last && stages[last.stage];
};

/** Who has written lately, and what was answered; the last question still waits. */
function planTalks(
  clients: readonly PlannedClient[],
  orders: readonly PlannedOrder[],
  { trade, shop, dice, almanac, now }: Ground,
): Talk[] {
  const { talks } = trade.scenery[shop.language];
  const writing = clients.filter(({ writes }) => writes);
  const started = orders.filter(({ placedAt, client }) => client.writes && placedAt > now - days(40) && placedAt < now - hours(20));
  const about = started
    .filter(() => dice.happens(0.35))
    .map(({ client, placedAt }) => ({ client, at: placedAt + hours(dice.between(1, 18)) }));
  const asked = writing.filter(({ createdAt }) => createdAt < now - days(2)).filter(() => dice.happens(0.06));
  const lines = [...about, ...asked.map((client) => ({ client, at: client.createdAt + minutes(dice.between(2, 300)) }))];
  const answered = lines.map(({ client, at }): Talk => {
    const [question, answer] = dice.pick(talks);
    const askedAt = Math.min(at, now - hours(1));
    return { client, question, answer, askedAt, answeredAt: Math.min(almanac.later(askedAt, dice.between(1, 14)), now - minutes(5)) };
  });
  const last = started.at(-1)?.client;
  const [question = ''] = talks[2] ?? [];
  return last ? [...answered, { client: last, question, answer: null, askedAt: now - minutes(12), answeredAt: now }] : answered;
}
