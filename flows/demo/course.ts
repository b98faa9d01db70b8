import type { Fulfilment, Instant, Minor } from '../../db/schema/words.ts';
import { days, hours, minutes } from '../../notifications/time.ts';
import type { Almanac } from './almanac.ts';
import type { Dice } from './dice.ts';
import type { DemoTrade } from './scenery.ts';

export type StageName = keyof DemoTrade['stages'];
/** Whose hand it was; which colleague that is, the order knows. */
export type Hand = 'client' | 'responsible' | 'head' | 'maker' | 'driver';

export interface Step {
  stage: StageName;
  at: Instant;
  hand: Hand;
  way: 'forward' | 'won' | 'lost';
  reason?: string;
}

export interface PlannedPayment {
  at: Instant;
  amount: Minor;
  method: 'cash' | 'card' | 'transfer' | 'online';
}

/** What happens to one order, from the request to its end. */
export interface Course {
  steps: Step[];
  payments: PlannedPayment[];
  /** When a manager took it, asked about allergies, and when the head of the workshop gave it to a confectioner. */
  takenAt?: Instant | undefined;
  askedAt?: Instant | undefined;
  assignedAt?: Instant | undefined;
}

export interface Placed {
  placedAt: Instant;
  dueAt: Instant;
  dueUntil: Instant;
  fulfilment: Fulfilment;
  total: Minor;
  byPhone: boolean;
}

interface Means {
  dice: Dice;
  almanac: Almanac;
  losses: readonly string[];
}

/** A whole course, as it goes in a shop that does its work: mostly in time, sometimes late, now and then lost. */
export function naturalCourse(order: Placed, means: Means): Course {
  const { dice, almanac } = means;
  const hand = order.byPhone ? 'responsible' : 'client';
  const takenAt = order.byPhone
    ? order.placedAt
    : almanac.later(order.placedAt, dice.happens(0.12) ? dice.between(15, 70) : dice.between(1, 9));
  const agreedAt = almanac.later(takenAt, dice.between(4, 80));
  const course: Course = { steps: [{ stage: 'new', at: order.placedAt, hand, way: 'forward' }], payments: [], takenAt };
  const lostAs = dice.happens(0.1) ? dice.weigh(['new', 'payment', 'workshop'] as const, (_, i) => [4, 7, 2][i] ?? 0) : undefined;
  if (lostAs === 'new') return lose(course, almanac.later(takenAt, dice.between(20, 1500)), means);

  course.askedAt = agreedAt - minutes(1);
  course.steps.push({ stage: 'payment', at: agreedAt, hand: 'responsible', way: 'forward' });
  if (lostAs === 'payment') return lose(course, almanac.later(agreedAt + hours(dice.between(20, 80)), dice.between(0, 300)), means);

  const bakingAt = Math.max(startOfBaking(order, means), agreedAt + hours(1));
  const paidAt = Math.min(agreedAt + minutes(Math.round(15 + 1400 * dice.throw() ** 3)), bakingAt - minutes(40));
  const deposit = dice.happens(0.35) ? order.total : Math.ceil(order.total / 2 / 1000) * 1000;
  course.payments.push({
    at: paidAt,
    amount: deposit,
    method: dice.weigh(['online', 'transfer', 'card'] as const, (_, i) => [6, 3, 1][i] ?? 0),
  });
  const workshopAt = Math.min(almanac.later(paidAt, dice.between(2, 40)), bakingAt - minutes(20));
  course.steps.push({ stage: 'workshop', at: workshopAt, hand: 'responsible', way: 'forward' });
  if (lostAs === 'workshop') {
    const lostAt = workshopAt + Math.round((bakingAt - workshopAt) * 0.6);
    course.payments.push({ at: lostAt, amount: -deposit, method: 'transfer' });
    return lose(course, lostAt, means);
  }
  return finish(course, { ...order, bakingAt, workshopAt, left: order.total - deposit }, means);
}

/** The day before, in the morning or after lunch. */
function startOfBaking({ dueAt }: Placed, { dice, almanac }: Means): Instant {
  const before = almanac.days.findLast(({ closes }) => closes < dueAt);
  return before ? before.opens + minutes(dice.between(10, 380)) : dueAt - hours(20);
}

interface Underway extends Placed {
  bakingAt: Instant;
  workshopAt: Instant;
  left: Minor;
}

function finish(course: Course, order: Underway, { dice, almanac }: Means): Course {
  const { fulfilment, bakingAt, workshopAt, dueAt, dueUntil, left } = order;
  const delivery = fulfilment === 'delivery';
  course.assignedAt = workshopAt + Math.round((bakingAt - workshopAt) * (0.5 + 0.4 * dice.throw()));
  const readyAt = Math.max(almanac.wasOpen(dueAt - minutes(dice.between(40, 190))), bakingAt + minutes(dice.between(90, 150)));
  const late = dice.happens(0.06);
  const endAt = late
    ? dueUntil + minutes(dice.between(5, 70))
    : dueAt + minutes(dice.between(4, Math.round((dueUntil - dueAt) / 60_000) - 4));
  const wonAt = Math.max(endAt, readyAt + minutes(25));
  course.steps.push(
    { stage: 'baking', at: bakingAt, hand: 'maker', way: 'forward' },
    { stage: delivery ? 'delivery' : 'pickup', at: readyAt, hand: 'maker', way: 'forward' },
    { stage: delivery ? 'delivered' : 'handedOver', at: wonAt, hand: delivery ? 'driver' : 'responsible', way: 'won' },
  );
  if (left > 0) course.payments.push({ at: wonAt - minutes(2), amount: left, method: dice.happens(0.6) ? 'card' : 'cash' });
  return course;
}

function lose(course: Course, at: Instant, { dice, losses }: Means): Course {
  const reason = dice.weigh(losses, (_, index) => losses.length - index);
  course.steps.push({ stage: 'cancelled', at, hand: dice.happens(0.25) ? 'client' : 'responsible', way: 'lost', reason });
  return course;
}

/** What of a course has happened by now. */
export function soFar(course: Course, now: Instant): Course {
  const known = (at: Instant | undefined) => (at !== undefined && at <= now ? at : undefined);
  return {
    steps: course.steps.filter(({ at }) => at <= now),
    payments: course.payments.filter(({ at }) => at <= now),
    takenAt: known(course.takenAt),
    askedAt: known(course.askedAt),
    assignedAt: known(course.assignedAt),
  };
}

/** A course that stands at `stage` since `since`, whatever the time of day: the scenes that the demo must show. */
export function staged(
  order: Placed,
  { stage, since, taken }: { stage: StageName; since: Instant; taken: boolean },
  { almanac }: Means,
): Course {
  const way = ['new', 'payment', 'workshop', 'baking', stage] satisfies StageName[];
  const stages = way.slice(0, way.indexOf(stage) + 1);
  const span = since - order.placedAt;
  const moment = (share: number) =>
    share === 1 ? since : Math.max(order.placedAt + minutes(share * 20), almanac.wasOpen(order.placedAt + span * share));
  const hands: Record<string, Hand> = {
    new: order.byPhone ? 'responsible' : 'client',
    delivery: 'maker',
    pickup: 'maker',
    baking: 'maker',
  };
  const steps = stages.map(
    (each, index): Step => ({
      stage: each,
      at: index === 0 ? order.placedAt : moment(index / (stages.length - 1)),
      hand: hands[each] ?? 'responsible',
      way: 'forward',
    }),
  );
  const at = (name: StageName) => steps.find((step) => step.stage === name)?.at;
  const [workshopAt, bakingAt, paymentAt] = [at('workshop'), at('baking'), at('payment')];
  return {
    steps,
    payments: workshopAt === undefined ? [] : [{ at: workshopAt - minutes(5), amount: Math.ceil(order.total / 2), method: 'online' }],
    takenAt: taken ? Math.min(almanac.later(order.placedAt, 4), since + minutes(30)) : undefined,
    askedAt: paymentAt === undefined ? undefined : paymentAt - minutes(1),
    assignedAt: bakingAt === undefined ? undefined : bakingAt - minutes(15),
  };
}

/** How far back the history goes. */
export const historyMs = days(91);
