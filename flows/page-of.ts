/** One row more than a page holds is asked for: it tells whether there is an older page, and from which row on. */
export function pageOf<Row>(rows: readonly Row[], size: number): { page: Row[]; last: Row | undefined } {
  const page = rows.slice(0, size);
  return { page, last: rows.length > size ? page.at(-1) : undefined };
}
