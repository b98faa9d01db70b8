import type { ProductOption, units } from '../db/schema/catalog.ts';
import type { Fulfilment, Language, Minor, Requirement, Role, StageKind } from '../db/schema/words.ts';
import type { Condition, RuleAction } from '../db/schema/work.ts';
import type { EventType } from './events.ts';
import type { addedLater, Shop } from './shop.ts';

/** Words in every language, so that a preset opens in any of them. */
export type Words = Record<Language, string>;

/** One trade: what a shop of this kind begins with. Everything in it becomes rows that the owner edits. */
export interface Preset {
  name: string;
  shop: PresetShop;
  /** Prices are in minor units of this currency; in the others they start at about what is usual there. */
  prices: { currency: string; rates: Record<string, number> };
  pipeline: { title: Words; stages: readonly PresetStage[] };
  sections: readonly PresetSection[];
  rules: readonly PresetRule[];
}

/** The shop's settings but for what only its owner can say. */
export type PresetShop = Omit<
  Shop,
  'name' | 'preset' | 'language' | 'timezone' | 'currency' | 'closedDays' | 'placesOn' | keyof typeof addedLater
>;

export interface PresetStage {
  title: Words;
  /** The button that leads here. */
  verb: Words;
  kind: StageKind;
  role: Role;
  /** Working minutes. */
  normMinutes?: number;
  requires?: Requirement[];
  fulfilment?: Fulfilment;
  clientMayChange?: boolean;
}

export interface PresetSection {
  title: Words;
  products: readonly PresetProduct[];
}

export interface PresetProduct {
  title: Words;
  description: Words;
  /** Name of a file in the preset's folder `pictures`, without `.jpg`. */
  picture: string;
  unit: (typeof units)[number];
  price: Minor;
  /** In thousandths of the unit. */
  minAmount: number;
  maxAmount: number;
  stepAmount: number;
  options?: ProductOption[];
  inscribable?: boolean;
  noticeHours: number;
}

export interface PresetRule {
  title: Words;
  event: EventType;
  conditions?: Condition[];
  actions: RuleAction[];
  /** False: it is there to be switched on. */
  enabled?: boolean;
}

export const preset = (preset: Preset): Preset => preset;
