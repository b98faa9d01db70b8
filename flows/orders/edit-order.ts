import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { cleanPhone } from '../clients/phone.ts';
import { cleanName } from '../clients/set-contact.ts';
import { type By, record } from '../events.ts';
import { differences } from '../record-change.ts';
import { Refused } from '../refused.ts';
import { indexOrder } from '../search/feed-index.ts';
import type { Shop } from '../shop.ts';
import { refuseUnless } from '../staff/rights.ts';
import { changeOrder } from './change-order.ts';
import type { Order } from './load-order.ts';
import { loadFacts } from './order-facts.ts';

/** What a colleague may write into an order; its items, its day and its stage have commands of their own. What is absent stays. */
export interface OrderChange {
  contactName?: string | undefined;
  /** As typed. */
  contactPhone?: string | undefined;
  address?: string | undefined;
  wishes?: string | undefined;
}

interface EditOrder {
  orderId: number;
  /** The version that the colleague looked at. */
  version: number;
  change: OrderChange;
  by: By;
  now: Instant;
  shop: Pick<Shop, 'country'>;
}

const longest = { address: 300, wishes: 1000 };

/**
 * Changes who receives an order, where, and what is wished. Refusals: `order.changed-meanwhile` when somebody else has changed the order since
 * it was looked at, `order.already-closed`, `order.address-missing`, `client.name-wrong`, `client.phone-wrong`.
 */
export async function editOrder(tx: Tx, { orderId, version, change, by, now, shop }: EditOrder): Promise<void> {
  const { order, stage } = await loadFacts(tx, orderId);
  await refuseUnless(tx, by, 'order.edit', { order, stage });
  if (order.outcome !== 'open') throw new Refused('order.already-closed', { orderId });
  if (order.version !== version) throw new Refused('order.changed-meanwhile', { orderId });
  const next = {
    contactName: change.contactName === undefined ? order.contactName : nameOf(change.contactName),
    contactPhone: change.contactPhone === undefined ? order.contactPhone : phoneOf(change.contactPhone, shop.country),
    wishes: change.wishes === undefined ? order.wishes : textOf(change.wishes, longest.wishes),
    ...placeOf(order, change.address),
  };
  const changes = differences(shown(order), shown(next));
  if (Object.keys(changes).length === 0) return;
  await changeOrder(tx, order, next);
  await indexOrder(tx, orderId);
  await record(tx, { type: 'order.edited', orderId, clientId: order.clientId, changes }, by, now);
}

type Editable = Pick<Order, 'contactName' | 'contactPhone' | 'address' | 'wishes'>;

const shown = ({ contactName, contactPhone, address, wishes }: Editable): Editable => ({ contactName, contactPhone, address, wishes });

/** Another address makes the pin on the map untrue. */
function placeOf(order: Order, typed: string | undefined): Pick<Order, 'address' | 'latitude' | 'longitude'> {
  const { address, latitude, longitude } = order;
  if (typed === undefined || textOf(typed, longest.address) === address) return { address, latitude, longitude };
  const next = textOf(typed, longest.address);
  if (next === null && order.fulfilment === 'delivery') throw new Refused('order.address-missing', { orderId: order.id });
  return { address: next, latitude: null, longitude: null };
}

const textOf = (typed: string, most: number): string | null => typed.trim().slice(0, most) || null;

function nameOf(typed: string): string | null {
  if (typed.trim() === '') return null;
  const name = cleanName(typed);
  if (name === undefined) throw new Refused('client.name-wrong');
  return name;
}

function phoneOf(typed: string, country: string): string | null {
  if (typed.trim() === '') return null;
  const phone = cleanPhone(typed, country);
  if (phone === undefined) throw new Refused('client.phone-wrong');
  return phone;
}
