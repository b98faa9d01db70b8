/** SQLite takes 32,766 values in one statement, PostgreSQL 65,535. */
const pieceSize = 500;

/** Writes many rows a few hundred at a time; answers what each piece answered. */
export async function inPieces<Row, Written>(rows: readonly Row[], write: (piece: Row[]) => PromiseLike<Written[]>): Promise<Written[]> {
  const written: Written[] = [];
  for (let i = 0; i < rows.length; i += pieceSize) written.push(...(await write(rows.slice(i, i + pieceSize))));
  return written;
}
