import type { SQL } from 'drizzle-orm';
import type { z } from 'zod';
import type { Instant, Language } from '../db/schema/words.ts';
import type { Reader } from '../db/store.ts';
import type { Action } from '../flows/staff/rights.ts';
import type { Acting, MenuPlace, Visitor } from './screen.ts';

/** What the panel may know of a table: these columns and no others exist for it. */
export interface Column {
  /** A column or an expression of the view. */
  // biome-ignore lint/suspicious/noExplicitAny: drizzle's own name for "any column or SQL"
  of: any;
  type: 'number' | 'money' | 'text' | 'instant' | 'boolean' | 'word' | 'localized' | 'phone' | 'channel';
  /** The words of a `word` column; their names are in the texts. */
  words?: readonly string[];
  /** Only what is said here may be sorted or filtered by: there is an index for it, or the table is small. */
  sort?: boolean;
  filter?: boolean;
  /** Shown in the list, in this order; by default all are. */
  list?: boolean;
  /** The one column that a phone shows and references carry. */
  isTitle?: boolean;
  /** The value is the id of a row of this resource, and `title` its title: shown as a link. */
  refers?: { resource: string; title: unknown };
}

/** What people read of a list. */
export interface ResourceTexts {
  /** The heading and the sidebar. */
  title: string;
  columns: Readonly<Record<string, string>>;
  /** What the words of `word` columns are called. */
  words?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What a record is called: `№ {value}`. */
  record?: string;
  /** What the ready filters are called. */
  quick?: Readonly<Record<string, string>>;
  /** What an empty list says, and what to do about it. */
  empty: string;
  /** The button that makes a new one. */
  create?: string;
}

/** One list of the panel with its records: reads a reduced view, writes by commands. */
export interface Resource {
  name: string;
  texts: Readonly<Record<Language, ResourceTexts>>;
  menu?: MenuPlace;
  /** The screen that a record opens (`/admin/pages/<opens>?id=…`). */
  opens?: string;
  /** Deny by default: an action without a right does not exist. */
  may: { list: Action; edit?: Action; create?: Action; export?: Action };
  columns: Readonly<Record<string, Column>>;
  /** Selects `fields` from the view with its joins. */
  // biome-ignore lint/suspicious/noExplicitAny: drizzle's builders have no common name
  from(db: Reader, fields: any): any;
  /** Which rows this visitor may see. */
  scope?(visitor: Visitor): SQL | undefined;
  /** The newest first, unless this says otherwise. */
  order?: { column: string; descending: boolean };
  /** Finds by a word typed in the search: only over indexed or small things. */
  search?(text: string): SQL | undefined;
  /** The form's fields with their commands; without them nothing is written. */
  /** Filters that one press sets, by their name in the texts: the query they make. */
  quick?: Readonly<Record<string, (now: Instant) => Record<string, string>>>;
  /** The screen on which a new one is made, when a form is not enough. */
  createsOn?: { screen: string; may: Action };
  edit?: { form: z.ZodObject; run(acting: Acting, id: number, form: never): Promise<void> };
  create?: { form: z.ZodObject; run(acting: Acting, form: never): Promise<number> };
}

export const resource = (given: Resource): Resource => given;
