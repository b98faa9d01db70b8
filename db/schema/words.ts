/** The closed sets of words that columns hold; types everywhere come from here. */
export const languages = ['ru', 'en'] as const;
export type Language = (typeof languages)[number];

/** A title in the languages of the shop; a reader gets theirs, else the one that exists. */
export type Localized = Partial<Record<Language, string>>;

export const roles = ['owner', 'sales-head', 'manager', 'workshop-head', 'cook', 'driver'] as const;
export type Role = (typeof roles)[number];

export const clientStatuses = ['new', 'interested', 'negotiation', 'customer', 'lost'] as const;
export const stageKinds = ['open', 'won', 'lost'] as const;
export type StageKind = (typeof stageKinds)[number];
export const fulfilments = ['pickup', 'delivery'] as const;
export type Fulfilment = (typeof fulfilments)[number];

export const actorKinds = ['staff', 'client', 'automation', 'system', 'key'] as const;
/** Who did it: a colleague, a client or another program's key by number, a rule, or the system itself. */
export interface Actor {
  kind: (typeof actorKinds)[number];
  id?: number;
}

export const callDirections = ['in', 'out'] as const;
export const callStates = ['ringing', 'answered', 'missed', 'ended', 'failed'] as const;

export const messageStates = ['waiting', 'sent', 'delivered', 'read', 'failed', 'uncertain', 'skipped', 'received'] as const;
export type MessageState = (typeof messageStates)[number];

/** What must be true of an order before it enters a stage. */
export const requirements = ['allergies-asked', 'paid', 'maker', 'ready-photo', 'due'] as const;
export type Requirement = (typeof requirements)[number];

/** An instant in epoch milliseconds. */
export type Instant = number;
/** Money in whole minor units (kopecks, cents). */
export type Minor = number;
