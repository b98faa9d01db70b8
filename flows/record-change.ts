import { isDeepStrictEqual } from 'node:util';
import type { Instant, Localized } from '../db/schema/words.ts';
import type { Tx } from '../db/store.ts';
import { type By, type Changes, record, type ShopPart } from './events.ts';

type Row = Readonly<Record<string, unknown>>;

interface Change {
  part: ShopPart;
  id: number | null;
  title: Localized;
  /** Nothing before: it was added. Nothing after: it was removed. */
  before: Row | undefined;
  after: Row | undefined;
  by: By;
  now: Instant;
}

/** Writes down who changed what of the shop itself, with old and new values of what differs. Nothing when nothing does: answers whether something did. */
export async function recordChange(tx: Tx, { part, id, title, before, after, by, now }: Change): Promise<boolean> {
  const changes = differences(before ?? {}, after ?? {});
  if (Object.keys(changes).length === 0) return false;
  const how = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
  await record(tx, { type: 'shop.changed', part, id, title, how, changes }, by, now);
  return true;
}

/** What differs between a row as it was and as it is, by column. */
export function differences(before: Row, after: Row): Changes {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return Object.fromEntries(
    keys
      .filter((key) => !isDeepStrictEqual(before[key] ?? null, after[key] ?? null))
      .map((key) => [key, { from: before[key] ?? null, to: after[key] ?? null }]),
  );
}
