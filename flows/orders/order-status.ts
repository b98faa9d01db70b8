import type { Fulfilment, Instant, Language, StageKind } from '../../db/schema/words.ts';
import type { Reader } from '../../db/store.ts';
import { formatsFor } from '../format.ts';
import type { Shop } from '../shop.ts';
import { textsIn } from '../texts/texts.ts';
import { wordsIn } from '../words-in.ts';
import { itemLine } from './agreed.ts';
import { findItems } from './load-order.ts';
import { loadFacts } from './order-facts.ts';
import { refuseChange } from './refuse-change.ts';

/** One stage of the way, as the client sees it. */
export interface StatusStep {
  title: string;
  state: 'done' | 'here' | 'ahead';
}

/** How an order stands, for its client: whoever has the link may see it, so it names no person, phone or address of theirs. */
export interface OrderStatus {
  number: number;
  version: number;
  outcome: StageKind;
  stage: string;
  steps: StatusStep[];
  items: string[];
  fulfilment: Fulfilment;
  when: string;
  dueAt: Instant | null;
  pickupAddress: string | undefined;
  delivery: string | undefined;
  total: string;
  paid: string | undefined;
  /** What is still to pay. */
  balance: string | undefined;
  /** The client may still cancel or move it. */
  mayChange: boolean;
}

/** How an order stands, in the reader's language; refuses with `order.not-found`. */
export async function findOrderStatus(
  db: Reader,
  { orderId, language, shop }: { orderId: number; language: Language; shop: Shop },
): Promise<OrderStatus> {
  const { order, pipeline, stage } = await loadFacts(db, orderId);
  const f = formatsFor(language, shop);
  const t = textsIn(language);
  const left = order.total - order.paid;
  const way = pipeline.stages.filter(({ kind, fulfilment }) => kind !== 'lost' && (fulfilment ?? order.fulfilment) === order.fulfilment);
  return {
    number: order.id,
    version: order.version,
    outcome: order.outcome,
    stage: f.title(stage.title),
    steps: way.map(({ title, position }) => ({ title: f.title(title), state: stateOf(position, stage.position, order.outcome) })),
    items: (await findItems(db, orderId)).map((item) => itemLine(item, t, f)),
    fulfilment: order.fulfilment,
    when: f.window(order.dueAt, order.dueUntil),
    dueAt: order.dueAt,
    pickupAddress: order.fulfilment === 'pickup' ? wordsIn(shop.pickupAddress, language) : undefined,
    delivery: order.deliveryFee > 0 ? f.money(order.deliveryFee) : undefined,
    total: f.money(order.total),
    paid: order.paid > 0 ? f.money(order.paid) : undefined,
    balance: left > 0 ? f.money(left) : undefined,
    mayChange: refuseChange(order, stage, { kind: 'client', id: order.clientId }) === undefined,
  };
}

function stateOf(position: number, here: number, outcome: StageKind): StatusStep['state'] {
  if (outcome === 'won' || (outcome === 'open' && position < here)) return 'done';
  return outcome === 'open' && position === here ? 'here' : 'ahead';
}
