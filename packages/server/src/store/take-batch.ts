/** A batch is encoded, copied, and held in memory until the database has replied. */
const batchCharacters = 4 * 1024 * 1024;

/**
 * Removes the rows of the next batch from the list: at most `most`, fewer when their texts are long, and at least
 * one.
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
