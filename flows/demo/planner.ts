import type { Instant, Language } from '../../db/schema/words.ts';
import { days, hours, minutes } from '../../notifications/time.ts';
import { usualAmounts } from '../catalog/amount.ts';
import { type Chosen, deliveryFeeOf, describeChosen, priceOf } from '../catalog/price.ts';
import type { Product } from '../catalog/products.ts';
import type { Slot } from '../catalog/slots.ts';
import type { OpenDay } from './almanac.ts';
import { historyMs, naturalCourse, type StageName, soFar, staged } from './course.ts';
import type { Ground, PlannedClient, PlannedItem, PlannedOrder } from './plan.ts';
import type { Custom, Scenery } from './scenery.ts';

const regularShare = 0.5;
const busyness = [3.4, 3.8, 4.2, 4.8, 6, 5.4, 3.4];
const handedOverOn = [0.6, 0.7, 0.8, 1, 1.6, 2.1, 1.3];

/** Thinks up clients and orders, one after another: who came is known to who comes later. */
export class Planner {
  readonly clients: PlannedClient[] = [];
  readonly orders: PlannedOrder[] = [];
  readonly #ground: Ground;
  readonly #scenery: Scenery;
  readonly #dueOn = new Map<string, number>();
  readonly #names = new Set<string>();

  constructor(ground: Ground) {
    this.#ground = ground;
    this.#scenery = ground.trade.scenery[ground.shop.language satisfies Language];
  }

  /** Every day as many orders as its weekday brings, a little more from month to month. */
  history(): void {
    const { almanac, dice, now } = this.#ground;
    for (const day of almanac.days) {
      if (day.opens < now - historyMs || day.opens > now) continue;
      const growth = 1 + 0.25 * ((day.opens - now) / historyMs + 1);
      const count = Math.round((busyness[day.weekday - 1] ?? 4) * growth * (0.6 + 0.8 * dice.throw()));
      const moments = Array.from({ length: count }, () => day.opens + Math.round((day.closes - day.opens) * (dice.throw() * 1.25 - 0.08)));
      for (const placedAt of moments.toSorted((a, b) => a - b)) if (placedAt < now - minutes(40)) this.#comeTrue(placedAt);
    }
  }

  #comeTrue(placedAt: Instant): void {
    const { trade, now } = this.#ground;
    const section = this.#ground.dice.weigh(trade.customs, ({ weight }) => weight);
    const due = this.#due(placedAt, section);
    if (!due) return;
    const order = this.#order(placedAt, due, section);
    order.course = soFar(naturalCourse({ ...order, ...agreed(due) }, this.#means), now);
    this.#keep(order);
  }

  /** What one should see at once in a shop that is open: something at every stage, something late, something forgotten. */
  scenes(): void {
    const { now, almanac, dice } = this.#ground;
    const opened = almanac.wasOpen(now);
    const ago = (count: number) => now - minutes(count);
    const soon = (hoursAhead: number) => this.#slotAt(almanac.open(now + hours(hoursAhead)));
    const scene = (stage: StageName, placedAt: Instant, since: Instant, due: Slot, how: Partial<Scene> = {}) =>
      this.#scene({
        stage,
        placedAt: stage === 'new' ? placedAt : placedAt - minutes(dice.between(0, 55)),
        since,
        due,
        taken: stage !== 'new',
        ...how,
      });

    scene('new', ago(3), ago(3), soon(76));
    scene('new', ago(9), ago(9), soon(50));
    scene('new', ago(26), ago(26), soon(100));
    scene('new', ago(95), ago(95), soon(74), { taken: true });
    scene('new', opened - hours(5), opened - hours(5), soon(120), { taken: true });
    scene('new', ago(1500), ago(1500), soon(50), { forgotten: true });
    for (const [index, ahead] of [52, 76, 100, 150].entries())
      scene('payment', opened - hours(7 + 9 * index), opened - hours(1 + 5 * index), soon(ahead));
    scene('payment', ago(2900), ago(2800), soon(50), { forgotten: true });
    for (const ahead of [21, 24, 27, 46]) scene('workshop', opened - hours(70 + ahead), opened - hours(5), soon(ahead));
    for (const ahead of [3, 5, 20, 23]) scene('baking', opened - hours(80 + ahead), opened - hours(1 + ahead / 8), soon(ahead));
    for (const ahead of [1, 4])
      scene('delivery', opened - hours(90), opened - minutes(20 * ahead), soon(ahead), { fulfilment: 'delivery' });
    scene('delivery', opened - hours(96), opened - hours(6), this.#slotAt(opened - hours(5)), { fulfilment: 'delivery' });
    for (const ahead of [2, 6]) scene('pickup', opened - hours(88), opened - minutes(25 * ahead), soon(ahead), { fulfilment: 'pickup' });
    scene('pickup', opened - hours(120), opened - hours(24), this.#slotAt(opened - hours(22)), { fulfilment: 'pickup' });
  }

  #scene({ stage, placedAt, since, due, taken, fulfilment, forgotten = false }: Scene): void {
    const { dice, trade } = this.#ground;
    const small = trade.customs.filter(({ leadDays }) => leadDays[0] < 7);
    const order = this.#order(placedAt, due, dice.pick(small), fulfilment);
    order.course = staged({ ...order, ...agreed(due) }, { stage, since, taken }, this.#means);
    if (forgotten) Object.assign(order, { dueAt: null, dueUntil: null, byPhone: true });
    this.#keep(order);
  }

  /** One Saturday that is full, so that it is not offered any more. */
  fullDay(): void {
    const { almanac, now, shop, trade, dice } = this.#ground;
    const saturday = almanac.days.find(({ weekday, opens }) => weekday === 6 && opens > now + days(2.5));
    if (!saturday) return;
    for (let left = shop.ordersPerDay - (this.#dueOn.get(saturday.day) ?? 0); left > 0; left--) {
      const placedAt = almanac.wasOpen(now - hours(dice.between(30, 140))) - minutes(dice.between(0, 400));
      const due = dice.pick(saturday.slots);
      const order = this.#order(placedAt, due, dice.pick(trade.customs.filter(({ leadDays }) => leadDays[0] < 4)));
      const since = almanac.wasOpen(placedAt + hours(20));
      order.course = staged({ ...order, ...agreed(due) }, { stage: 'workshop', since, taken: true }, this.#means);
      this.#keep(order);
    }
  }

  /** Some who only asked. */
  onlookers(): void {
    const { dice, now } = this.#ground;
    for (let i = 0; i < 22; i++) this.#newClient(now - Math.round(historyMs * dice.throw()));
  }

  get #means() {
    const { dice, almanac, trade } = this.#ground;
    return { dice, almanac, losses: trade.losses };
  }

  #keep(order: PlannedOrder): void {
    this.orders.push(order);
    const day = order.dueAt === null || order.course.steps.at(-1)?.way === 'lost' ? undefined : this.#dayOf(order.dueAt)?.day;
    if (day) this.#dueOn.set(day, (this.#dueOn.get(day) ?? 0) + 1);
  }

  #dayOf(at: Instant): OpenDay | undefined {
    return this.#ground.almanac.days.findLast(({ opens }) => opens <= at);
  }

  #slotAt(at: Instant): Slot {
    const found = this.#ground.almanac.days.flatMap(({ slots }) => slots).find(({ until }) => until > at);
    if (!found) throw new Error('The shop is never open again');
    return found;
  }

  /** A day and window that can still be had, weekends first. */
  #due(placedAt: Instant, { leadDays: [min, max] }: Custom): Slot | undefined {
    const { almanac, dice, shop } = this.#ground;
    const possible = almanac.days.filter(
      ({ day, opens }) =>
        opens > placedAt + days(min) && opens < placedAt + days(max + 1) && (this.#dueOn.get(day) ?? 0) < shop.ordersPerDay,
    );
    if (possible.length === 0) return undefined;
    const { slots } = dice.weigh(possible, ({ weekday }, index) => (handedOverOn[weekday - 1] ?? 1) / (1 + index / 6));
    return dice.weigh(slots, (_, index) => [3, 4, 4, 3, 2][index] ?? 1);
  }

  #order(placedAt: Instant, due: Slot, section: Custom, wanted?: 'pickup' | 'delivery'): PlannedOrder {
    const { dice, shop, largeFrom } = this.#ground;
    const client = this.#someone(placedAt);
    const fulfilment = wanted ?? (dice.happens(section.delivered) ? 'delivery' : 'pickup');
    const items = this.#items(section);
    const itemsTotal = items.reduce((sum, { total }) => sum + total, 0);
    const deliveryFee = deliveryFeeOf(shop, fulfilment);
    const total = itemsTotal + deliveryFee;
    return {
      ...{ client, placedAt, fulfilment, items, itemsTotal, deliveryFee, total },
      ...agreed(due),
      byPhone: !client.writes,
      address: fulfilment === 'delivery' ? this.#address(client) : null,
      wishes: dice.happens(0.28) ? dice.pick(this.#scenery.wishes) : null,
      note: dice.happens(0.05) ? dice.pick(this.#scenery.notes) : null,
      course: { steps: [], payments: [] },
      lot: dice.between(0, 1),
      large: total > largeFrom,
    };
  }

  #someone(at: Instant): PlannedClient {
    const { dice, now } = this.#ground;
    // Those who came in the last days have not come back yet.
    const regulars = this.clients.filter(({ createdAt }) => createdAt < at - days(4) && createdAt < now);
    return regulars.length > 12 && dice.happens(regularShare)
      ? dice.weigh(regulars, (_, index) => 1 / (3 + ((index * 7) % 23)))
      : this.#newClient(at);
  }

  #newClient(createdAt: Instant): PlannedClient {
    const { dice, trade } = this.#ground;
    const source = dice.weigh(trade.sources, (_, index) => trade.sources.length - index);
    const client = {
      name: this.#newName(),
      phone: `${this.#scenery.phonePrefix}${String(dice.between(0, 9_999_999)).padStart(7, '0')}`,
      ...{ source, createdAt },
      birthday: dice.happens(0.3) ? `${dice.between(1965, 2004)}-${two(dice.between(1, 12))}-${two(dice.between(1, 28))}` : null,
      writes: source !== 'phone',
    };
    this.clients.push(client);
    return client;
  }

  #newName(): string {
    const { dice } = this.#ground;
    const { women, men, surnames } = this.#scenery;
    for (;;) {
      const [hers, his] = dice.pick(surnames);
      const name = dice.happens(0.72) ? `${dice.pick(women)} ${hers}` : `${dice.pick(men)} ${his}`;
      if (this.#names.has(name)) continue;
      this.#names.add(name);
      return name;
    }
  }

  /** People mostly live where they lived. */
  #address(client: PlannedClient): string {
    const before = this.orders.findLast((order) => order.client === client && order.address !== null)?.address;
    const { dice } = this.#ground;
    return before ?? this.#scenery.address(dice.pick(this.#scenery.streets), dice.between(1, 64), dice.between(1, 120));
  }

  #items(custom: Custom): PlannedItem[] {
    const { dice, trade, catalogue } = this.#ground;
    const first = this.#item(custom, catalogue[trade.customs.indexOf(custom)] ?? []);
    const extra = trade.customs.findIndex(({ weight, generosity }) => generosity === 0.5 && weight < 30);
    const also = trade.customs[extra];
    return also && also !== custom && dice.happens(0.2) ? [first, this.#item(also, catalogue[extra] ?? [])] : [first];
  }

  #item({ generosity, weight }: Custom, products: readonly Product[]): PlannedItem {
    const { dice } = this.#ground;
    const product = dice.weigh(products, (_, index) => 1 / (1 + index * 0.35));
    const amounts = usualAmounts(product);
    const amount = dice.weigh(amounts, (_, index) => generosity ** index);
    const chosen: Chosen = Object.fromEntries(
      product.options.map(({ key, choices }) => [
        key,
        dice.weigh(choices, ({ surcharge }, index) => (surcharge === 0 ? 3 : 1.6) / (1 + index * 0.4)).key,
      ]),
    );
    // A company's party now and then: most of what a set can be ordered.
    const many = weight < 10 && product.unit === 'piece' && dice.happens(0.08) ? product.maxAmount - product.stepAmount : amount;
    return {
      productId: product.id,
      title: product.title,
      unit: product.unit,
      amount: many,
      options: describeChosen(product, chosen, many),
      inscription: product.inscribable && dice.happens(0.55) ? dice.pick(this.#scenery.inscriptions) : null,
      total: priceOf(product, chosen, many),
    };
  }
}

const agreed = ({ from, until }: Slot) => ({ dueAt: from, dueUntil: until });

interface Scene {
  stage: StageName;
  placedAt: Instant;
  since: Instant;
  due: Slot;
  taken: boolean;
  fulfilment?: 'pickup' | 'delivery';
  /** No day and nothing to do: an order without a next step. */
  forgotten?: boolean;
}

const two = (count: number): string => String(count).padStart(2, '0');
