import type { Agreed } from '../../../../db/schema/orders.ts';
import type { ItemWish } from '../../../../flows/orders/price-items.ts';
import type { FileShown } from '../people/bubble.tsx';

export interface Move {
  id: number;
  title: string;
  verb: string;
  way: 'forward' | 'back' | 'lost' | 'won';
  why: string | null;
  code: string | null;
}

/** What the page of an order knows; money and contacts are absent for the workshop. */
export interface OrderPage {
  seen: true;
  order: {
    id: number;
    version: number;
    visitId: number;
    outcome: 'open' | 'won' | 'lost';
    createdAt: number;
    dueAt: number | null;
    dueUntil: number | null;
    confirmedAt: number | null;
    fulfilment: 'pickup' | 'delivery';
    wishes: string | null;
    unpaidAllowed: boolean;
    lossReason: string | null;
    address: string | null;
    map: string | null;
    stage: string;
    stageSince: number;
    source: string | null;
  };
  client: {
    id: number;
    name: string | null;
    phone: string | null;
    contactName: string | null;
    shownPhone: string | null;
    /** With its note, as it can be typed back. */
    contactPhone: string | null;
    contactNote: string | null;
  } | null;
  items: {
    id: number;
    title: string;
    amount: string;
    inscription: string | null;
    options: { title: string; choice: string }[];
    total: number | null;
    wish: ItemWish;
  }[];
  agreed: Agreed | null;
  money: {
    itemsTotal: number;
    deliveryFee: number;
    total: number;
    paid: number;
    due: number;
    /** Paid more than it costs now: to be given back. */
    over: number;
    deposit: number;
    payments: { id: number; amount: number; at: number; by: string | null; method: string }[];
  } | null;
  photos: (FileShown & { purpose: 'reference' | 'ready' | 'chat' })[];
  allergies: 'sealed' | 'none' | 'unasked';
  tasks: { id: number; title: string; dueAt: number; who: string }[];
  team: {
    part: 'responsible' | 'maker' | 'driver';
    title: string;
    staffId: number | null;
    name: string | null;
    may: boolean;
    choices: { id: number; name: string }[];
  }[];
  visits: { id: number; enteredAt: number; leftAt: number | null; reason: string | null; stage: string; by: string | null }[];
  moves: Move[];
  undo: { visitId: number; until: number; hasUntold: boolean } | null;
  can: { edit: boolean; cancel: boolean; pay: boolean; allowUnpaid: boolean; note: boolean; seeAllergies: boolean } & Record<
    'restore' | 'giveBack' | 'askAllergies' | 'addPhoto',
    boolean
  >;
  restoreReasons: string[];
  lossReasons: { key: string; label: string }[];
}
