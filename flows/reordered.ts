import { Refused } from './refused.ts';

/** The rows whose place changes when they stand in the order of `ids`, with the new place. Refuses with `list.out-of-date` unless `ids` are exactly theirs. */
export function reordered<Row extends { id: number; position: number }>(
  rows: readonly Row[],
  ids: readonly number[],
): { row: Row; position: number }[] {
  const found = ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
  if (new Set(ids).size !== rows.length || found.length !== rows.length) throw new Refused('list.out-of-date');
  return found.map((row, index) => ({ row, position: index + 1 })).filter(({ row, position }) => row.position !== position);
}
