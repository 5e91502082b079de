/** SQLite permits 32,766 parameters in a statement. */
const batchSize = 1000;

/** Calls `read` with so few ids at a time that a statement can have them all as parameters. */
export async function readInBatches<Row>(
  ids: readonly string[],
  read: (batch: readonly string[]) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let at = 0; at < ids.length; at += batchSize) {
    for (const row of await read(ids.slice(at, at + batchSize))) rows.push(row);
  }
  return rows;
}
