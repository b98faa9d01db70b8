import type { z } from 'zod';
import type { Files } from '../db/files.ts';
import type { Instant, Language } from '../db/schema/words.ts';
import type { Reader, Tx } from '../db/store.ts';
import type { Staff } from '../flows/dialogs/dialog.ts';
import type { Shop } from '../flows/shop.ts';
import type { Action } from '../flows/staff/rights.ts';

/** Who asks, and in which world. */
export interface Visitor {
  staff: Staff;
  /** The same person as commands want to know them. */
  by: { kind: 'staff'; id: number; door: string };
  language: Language;
  shop: Shop;
  now: Instant;
}

export interface Asking extends Visitor {
  db: Reader;
  files: Files;
  /** A reader for heavy questions (reports): it does not hold up the bots. */
  heavy: Reader;
}

export interface Acting extends Visitor {
  tx: Tx;
}

/** A question of a page: reads, changes nothing. `may` is asked before the form is looked at; rows are the answer's own matter. */
export interface Question<Form = never, Answer = unknown> {
  may: Action;
  form: z.ZodType<Form>;
  answer(asking: Asking, form: Form): Promise<Answer>;
}

/** A change from a page: one command in one transaction. A `Refused` becomes the sentence that it names. */
export interface Act<Form = never, Answer = unknown> {
  may: Action;
  form: z.ZodType<Form>;
  run(acting: Acting, form: Form): Promise<Answer>;
}

/** Where something stands in the sidebar. */
export interface MenuPlace {
  group: 'work' | 'clients' | 'results' | 'shop' | 'system';
  position: number;
  /** A Feather icon's name, as the design system has them. */
  icon: string;
}

/** One page of the panel: `admin/components/screens/<name>.tsx` draws it, these questions and acts are all it may ask and do. */
export interface Screen {
  name: string;
  /** What the sidebar and the browser's tab call it. */
  title: Readonly<Record<Language, string>>;
  /** Who may open the page at all. */
  may: Action;
  menu?: MenuPlace;
  questions: Readonly<Record<string, Question>>;
  acts: Readonly<Record<string, Act>>;
}

export const screen = (given: Screen): Screen => given;

/** Types the answer by the form. The form comes from the query string: numbers want `z.coerce.number()`. */
export const question = <Form, Answer>(given: Question<Form, Answer>): Question => given as unknown as Question;

/** Types the run by the form. The form comes as JSON. */
export const act = <Form, Answer>(given: Act<Form, Answer>): Act => given as unknown as Act;
