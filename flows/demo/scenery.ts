import type { Language, Localized, Role } from '../../db/schema/words.ts';

/** What a furnished shop of one trade is made of, in one language. */
export interface Scenery {
  colleagues: readonly Colleague[];
  women: readonly string[];
  men: readonly string[];
  surnames: readonly Surname[];
  streets: readonly string[];
  /** An address from a street, a house and a flat. */
  address(street: string, house: number, flat: number): string;
  /** Up to the subscriber's last seven digits; no such numbers are given out, so nobody is ever called by mistake. */
  phonePrefix: string;
  inscriptions: readonly string[];
  wishes: readonly string[];
  notes: readonly string[];
  /** What a client asks and a colleague answers. */
  talks: readonly (readonly [question: string, answer: string])[];
}

export interface Colleague {
  name: string;
  roles: Role[];
  /** On which simulated phone. */
  seat?: string;
  /** Off shift colleagues have a history, but nothing new falls to them: in the demo they have no phone. */
  onShift: boolean;
}

/** As a woman and as a man bears it. */
export type Surname = readonly [hers: string, his: string];

/** How a section sells. */
export interface Custom {
  /** Share among orders. */
  weight: number;
  /** Days between order and hand-over. */
  leadDays: readonly [min: number, max: number];
  /** Share of deliveries. */
  delivered: number;
  /** The more, the likelier large amounts. */
  generosity: number;
}

/** Everything the demo of a trade needs. */
export interface DemoTrade {
  scenery: Record<Language, Scenery>;
  /** By section, in the catalogue's order. */
  customs: readonly Custom[];
  /** Stage positions by what happens there. */
  stages: Record<'new' | 'payment' | 'workshop' | 'baking' | 'delivery' | 'pickup' | 'delivered' | 'handedOver' | 'cancelled', number>;
  /** What colleagues wrote down to do, with the stage of the orders it is about. */
  errands: readonly { title: Localized; role: Role; stage: number; dueInHours: number }[];
  contactTask: Localized;
  /** Keys of loss reasons, the likelier ones first. */
  losses: readonly string[];
  /** Where clients come from, the likelier ones first. */
  sources: readonly string[];
}
