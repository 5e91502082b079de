/** The maximum number of characters in the texts of a batch, which stay in memory until the database has responded. */
const batchCharacters = 4 * 1024 * 1024;

/**
 * Removes the next batch from the list. A batch has at most `most` rows and `batchCharacters`, but at least one row.
 */
export function takeBatch<Row>(waiting: Row[], most: number, charactersOf: (row: Row) => number): Row[] {
  let characters = 0;
  let count = 0;
  for (const row of waiting) {
    characters += charactersOf(row);
    if (count > 0 && (count === most || characters > batchCharacters)) break;
    count++;
  }
  return waiting.splice(0, count);
}
