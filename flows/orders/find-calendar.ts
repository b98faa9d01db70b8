import { and, asc, eq, gte, lt, ne } from 'drizzle-orm';
import { orders, stages } from '../../db/schema/orders.ts';
import { clients } from '../../db/schema/people.ts';
import type { Localized } from '../../db/schema/words.ts';
import type { Reader } from '../../db/store.ts';
import { addDays, dayOf, instantOf } from '../../notifications/time.ts';
import type { Shop } from '../shop.ts';

export interface DueLine {
  id: number;
  dueAt: number;
  dueUntil: number | null;
  fulfilment: 'pickup' | 'delivery';
  client: string | null;
  stage: Localized;
  outcome: 'open' | 'won' | 'lost';
  total: number;
  paid: number;
}

export interface CalendarDay {
  /** ISO date. */
  day: string;
  isClosed: boolean;
  places: number;
  /** Open and won orders to be handed over that day, by time. */
  orders: DueLine[];
}

/** Orders by the day they are to be handed over, with the day's places: `count` days from an ISO date on. */
export async function findCalendar(db: Reader, { from, count, shop }: { from: string; count: number; shop: Shop }): Promise<CalendarDay[]> {
  const days = [...Array(count).keys()].map((ahead) => addDays(from, ahead));
  const midnight = (day: string) => instantOf(day, '00:00', shop.timezone);
  const rows = await db
    .select({
      ...{ id: orders.id, dueAt: orders.dueAt, dueUntil: orders.dueUntil, fulfilment: orders.fulfilment, outcome: orders.outcome },
      ...{ total: orders.total, paid: orders.paid, client: clients.name, stage: stages.title, contact: orders.contactName },
    })
    .from(orders)
    .innerJoin(clients, eq(clients.id, orders.clientId))
    .innerJoin(stages, eq(stages.id, orders.stageId))
    .where(and(gte(orders.dueAt, midnight(from)), lt(orders.dueAt, midnight(addDays(from, count))), ne(orders.outcome, 'lost')))
    .orderBy(asc(orders.dueAt), asc(orders.id))
    .limit(2000);
  const byDay = Map.groupBy(rows, ({ dueAt }) => dayOf(dueAt ?? 0, shop.timezone));
  return days.map((day) => ({
    day,
    isClosed: shop.closedDays.includes(day) || shop.hours[weekday(day)] === null,
    places: shop.placesOn[day] ?? shop.ordersPerDay,
    orders: (byDay.get(day) ?? []).map(({ contact, client, dueAt, ...line }) => ({
      ...line,
      dueAt: dueAt ?? 0,
      client: contact ?? client,
    })),
  }));
}

/** 1 is Monday. */
const weekday = (day: string) => (new Date(`${day}T00:00:00Z`).getUTCDay() || 7) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
