import type { Fulfilment, Instant } from '../../../db/schema/words.ts';
import type { Chosen } from '../../catalog/price.ts';
import { findOnSale, type Product } from '../../catalog/products.ts';
import type { Slot } from '../../catalog/slots.ts';
import type { SealedAllergies } from '../../clients/allergies.ts';
import type { ContactNumber } from '../../clients/contact-numbers.ts';
import type { ItemWish } from '../../orders/price-items.ts';
import type { Time } from '../../reading/read-when.ts';
import type { ClientTurn } from '../dialog.ts';

/** One item while it is being put together. */
export interface ItemDraft {
  section?: number;
  product?: number;
  chosen: Chosen;
  amount?: number;
  inscription?: string | null;
  /** What was chosen first is no longer sold: its title, or nothing. */
  gone?: string;
}

/** The answers of the order so far. What is not there is still to be asked. */
export interface Draft {
  /** The earlier order that it began as. */
  repeats?: number;
  items?: ItemDraft[];
  /** Which of the items is asked about. */
  at?: number;
  more?: 'no';
  /** An item of the summary whose change is being chosen. */
  editing?: number;
  wishes?: string | null;
  /** Attachments; not called like the step, which would be taken for answered. */
  pictures?: number[];
  /** The album that the last picture came in. */
  album?: string;
  photosDone?: true;
  allergies?: 'none' | 'some' | 'same';
  /** When the client agreed that we keep them; 0: did not. */
  allergyConsent?: Instant;
  /** Sealed from the first moment. */
  allergyText?: string;
  allergiesBefore?: SealedAllergies;
  fulfilment?: Fulfilment;
  address?: { text: string; latitude?: number; longitude?: number; pinned?: true };
  /** Entrance, floor and flat beside a place on the map. */
  addressDetails?: string;
  day?: string;
  dayPage?: number;
  /** What was said of a day may mean each of these. */
  maybeDays?: string[];
  /** A time that was said before its day was known. */
  times?: Time[];
  slot?: Slot;
  /** The beginnings of the windows that may be meant. */
  maybeSlots?: Instant[];
  name?: string;
  phone?: string;
  contactNote?: string;
  /** Numbers of a shared contact, of which one is to be chosen. */
  numbers?: ContactNumber[];
  agree?: true;
  /** The total that the summary showed. */
  shown?: number;
  /** The answers before a change from the summary, for "back". */
  before?: Draft;
  /** Why something is asked again. */
  notice?: string;
}

/** The answers, typed: only the steps of the order write them. */
export const draftOf = (turn: ClientTurn): Draft => turn.answers as Draft;

/** The item that is asked about. */
export function itemOf(turn: ClientTurn): ItemDraft {
  const draft = draftOf(turn);
  draft.items ??= [];
  if (draft.items.length === 0) draft.items.push({ chosen: {} });
  draft.at = Math.min(draft.at ?? 0, draft.items.length - 1);
  return draft.items[draft.at] ?? { chosen: {} };
}

/** The product of the item at hand; undefined before it is chosen and when it went off sale. */
export async function productOf(turn: ClientTurn): Promise<Product | undefined> {
  const { product } = itemOf(turn);
  return product === undefined ? undefined : findOnSale(turn.tx, product);
}

/** The finished items, as the order wants them. */
export const wishesOf = ({ items = [] }: Draft): ItemWish[] =>
  items.flatMap(({ product, chosen, amount, inscription }) =>
    product === undefined || amount === undefined ? [] : [{ productId: product, chosen, amount, inscription: inscription ?? null }],
  );

/** Empties an item but for the section. */
export function dropProduct(item: ItemDraft): void {
  delete item.product;
  delete item.amount;
  delete item.inscription;
  item.chosen = {};
}

/** Remembers the answers before a change, so that "back" leads to the summary as it was. */
export function beginChange(draft: Draft): void {
  delete draft.notice;
  const { before: _, agree: __, ...rest } = draft;
  draft.before = structuredClone(rest);
}
