import type { Fulfilment, Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { deliveryFeeOf } from '../catalog/price.ts';
import { recountTotal } from '../clients/count-order.ts';
import { cleanName } from '../clients/name.ts';
import { readTypedPhone } from '../clients/typed-phone.ts';
import { type By, record } from '../events.ts';
import { differences } from '../record-change.ts';
import { Refused } from '../refused.ts';
import { indexOrder } from '../search/feed-index.ts';
import type { Shop } from '../shop.ts';
import { refuseUnless } from '../staff/rights.ts';
import { textsIn } from '../texts/texts.ts';
import { changeOrder } from './change-order.ts';
import type { Order } from './load-order.ts';
import { loadFacts, type OrderFacts } from './order-facts.ts';

/** What a colleague may write into an order; its items, its day and its stage have commands of their own. What is absent stays. */
export interface OrderChange {
  contactName?: string | undefined;
  /** As typed; what stands beside the number becomes its note. */
  contactPhone?: string | undefined;
  address?: string | undefined;
  wishes?: string | undefined;
  /** With another way comes another fee. */
  fulfilment?: Fulfilment | undefined;
}

interface EditOrder {
  orderId: number;
  /** The version that the colleague looked at. */
  version: number;
  change: OrderChange;
  by: By;
  now: Instant;
  shop: Pick<Shop, 'country' | 'deliveryFee' | 'language'>;
}

const longest = { address: 300, wishes: 1000 };

/**
 * Changes who receives an order, where, and what is wished. Refusals: `order.changed-meanwhile` when somebody else has changed the order since
 * it was looked at, `order.already-closed`, `order.address-missing`, `order.other-way`, `client.name-wrong`, `client.phone-wrong`.
 */
export async function editOrder(tx: Tx, { orderId, version, change, by, now, shop }: EditOrder): Promise<void> {
  const { order, stage } = await loadFacts(tx, orderId);
  await refuseUnless(tx, by, 'order.edit', { order, stage });
  if (order.outcome !== 'open') throw new Refused('order.already-closed', { orderId });
  if (order.version !== version) throw new Refused('order.changed-meanwhile', { orderId });
  const next = {
    contactName: change.contactName === undefined ? order.contactName : nameOf(change.contactName),
    ...phoneOf(order, change.contactPhone, shop),
    wishes: change.wishes === undefined ? order.wishes : textOf(change.wishes, longest.wishes),
    ...wayOf({ order, stage }, shop, change.fulfilment),
    ...placeOf(order, change),
  };
  const changes = differences(shown(order), shown(next));
  if (Object.keys(changes).length === 0) return;
  await changeOrder(tx, order, next);
  await recountTotal(tx, order, next.total);
  await indexOrder(tx, orderId);
  await record(tx, { type: 'order.edited', orderId, clientId: order.clientId, changes }, by, now);
}

type Editable = Pick<Order, 'contactName' | 'contactPhone' | 'contactNote' | 'address' | 'wishes' | 'fulfilment' | 'total'>;

const shown = ({ contactName, contactPhone, contactNote, address, wishes, fulfilment, total }: Editable): Editable => ({
  ...{ contactName, contactPhone, contactNote, address, wishes, fulfilment, total },
});

/** An order that stands on a stage of its way (out for delivery, ready to be fetched) goes back first. */
function wayOf(
  { order, stage }: Pick<OrderFacts, 'order' | 'stage'>,
  shop: EditOrder['shop'],
  fulfilment: Fulfilment = order.fulfilment,
): Pick<Order, 'fulfilment' | 'deliveryFee' | 'total'> {
  if (fulfilment === order.fulfilment) return { fulfilment, deliveryFee: order.deliveryFee, total: order.total };
  if (stage.fulfilment !== null && stage.fulfilment !== fulfilment) throw new Refused('order.other-way', { orderId: order.id });
  const deliveryFee = deliveryFeeOf(shop, fulfilment);
  return { fulfilment, deliveryFee, total: order.total - order.deliveryFee + deliveryFee };
}

/** Another address makes the pin on the map untrue. */
function placeOf(
  order: Order,
  { address: typed, fulfilment = order.fulfilment }: OrderChange,
): Pick<Order, 'address' | 'latitude' | 'longitude'> {
  const { address, latitude, longitude } = order;
  const next = typed === undefined ? address : textOf(typed, longest.address);
  if (next === address && (next !== null || fulfilment === order.fulfilment)) return { address, latitude, longitude };
  if (next === null && fulfilment === 'delivery') throw new Refused('order.address-missing', { orderId: order.id });
  return { address: next, latitude: null, longitude: null };
}

const textOf = (typed: string, most: number): string | null => typed.trim().slice(0, most) || null;

function nameOf(typed: string): string | null {
  if (typed.trim() === '') return null;
  const name = cleanName(typed);
  if (name === undefined) throw new Refused('client.name-wrong');
  return name;
}

function phoneOf(
  { contactPhone, contactNote }: Order,
  typed: string | undefined,
  { country, language }: EditOrder['shop'],
): Pick<Order, 'contactPhone' | 'contactNote'> {
  if (typed === undefined) return { contactPhone, contactNote };
  if (typed.trim() === '') return { contactPhone: null, contactNote: null };
  const read = readTypedPhone(typed, country, textsIn(language));
  if (read === undefined) throw new Refused('client.phone-wrong');
  return { contactPhone: read.phone, contactNote: read.note ?? null };
}
