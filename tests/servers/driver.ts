import type { WholeShop } from '../whole-shop.ts';

/** Somebody at one door of the shop; every act ends when Anna has nothing left to do about it. */
export interface Person {
  /** Opens the talk, as one does there. */
  begins(): Promise<void>;
  says(text: string): Promise<void>;
  /** The platform brings the same update three times. */
  saysOnce(text: string): Promise<void>;
  /** Chooses what begins with these words, by button, row or number. */
  picks(label: string): Promise<void>;
  sendsPicture(bytes: Buffer): Promise<void>;
  /** Everything the shop has shown, oldest first. */
  shown(): Promise<{ text: string; hasPicture: boolean }[]>;
  /** Goes away for good, where the platform tells us. */
  blocks?(): Promise<void>;
}

/** One file in `tests/servers/people/`, named as the channel: how the conformance test talks through that door. */
export interface Driver {
  /** The channel. */
  name: string;
  /** Settings beyond those of every shop. */
  env: Record<string, string>;
  /** The longest text that one message of the platform may have. */
  longest: number;
  /** Whether the platform shows pictures that we send. */
  showsPictures: boolean;
  meet(shop: WholeShop, name: string, phone: string): Promise<Person>;
  /** The platform cannot be reached for an hour; nothing where there is none. */
  breaks?(shop: WholeShop): void;
  /** The platform refuses the next message and asks to wait a second; answers how many were sent all the same. Nothing where there is none. */
  asksToWait?(shop: WholeShop): () => number;
  /** From now on the platform mixes what it may bring in another order; where it has no order at all, nothing need be said. */
  mixes?(shop: WholeShop): void;
  /** From now on the platform tells of a message first that it was delivered and then that it was sent; nothing where it tells of neither. */
  mixesReports?(shop: WholeShop): void;
}

export const driver = (definition: Driver): Driver => definition;
