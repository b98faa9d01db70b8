import type { Localized } from '../db/schema/words.ts';
import type { ru } from './texts/ru.ts';

/** Why the business says no: each code has its sentence in every language under `refused`. */
export type RefusalCode = keyof typeof ru.refused;

/** The business says no. The step rolls back and the person gets the sentence that the code names, filled from `details`. */
export class Refused extends Error {
  override name = 'Refused';
  readonly code: RefusalCode;
  readonly details: RefusalDetails;

  constructor(code: RefusalCode, details: RefusalDetails = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

/** What a sentence may want to name. Money in minor units. */
export interface RefusalDetails {
  orderId?: number;
  to?: number;
  name?: string;
  title?: Localized;
  count?: number;
  /** Names in a rule: of an action, of what it wants to know, of a condition. */
  action?: string;
  param?: string;
  field?: string;
  paid?: number;
  total?: number;
  /** What must be paid before it goes on. */
  needed?: number;
}
