import type { Response } from 'express';
import type { Localized } from '../db/schema/words.ts';
import type { Store } from '../db/store.ts';
import { record } from '../flows/events.ts';
import type { Visitor } from './screen.ts';

/** An answer that is a spreadsheet of `title`: the browser saves it under `name`. */
export class Download {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly title: Localized;

  constructor(name: string, type: string, bytes: Uint8Array, title: Localized) {
    this.name = name;
    this.type = type;
    this.bytes = bytes;
    this.title = title;
  }

  send(res: Response): void {
    res.set(headersOf(this.name, this.type)).send(Buffer.from(this.bytes));
  }
}

/** Writes into the journal that a visitor takes a spreadsheet away; before that nothing leaves. */
export const recordExport = async (store: Store, title: Localized, { by, now }: Pick<Visitor, 'by' | 'now'>): Promise<void> => {
  await store.tx((tx) => record(tx, { type: 'list.exported', title }, by, now));
};

/** What makes a browser save an answer under a name, in any alphabet, and keep no other copy. */
export const headersOf = (name: string, type: string): Record<string, string> => ({
  'Cache-Control': 'no-store',
  'Content-Type': type,
  'Content-Disposition': `attachment; filename="${name.replace(/[^\w. -]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name)}`,
});
