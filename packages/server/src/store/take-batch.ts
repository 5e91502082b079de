/**
 * The maximum number of characters in all texts of a batch, unless the batch has only one row. The store
 * encodes the texts, copies them, and keeps them in memory until the database has responded.
 */
const batchCharacters = 4 * 1024 * 1024;

/**
 * Removes the next batch from the list and returns it. A batch has at most `most` rows, and it ends earlier if the
 * texts of its rows would have more than `batchCharacters`. The first row is always in the batch.
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
