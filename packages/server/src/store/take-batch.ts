/**
 * The most characters in the texts of a batch. A batch is encoded, copied, and kept in memory until the database has
 * responded.
 */
const batchCharacters = 4 * 1024 * 1024;

/**
 * Removes the next batch from the list and returns it. A batch has at most `most` rows. It has fewer if their texts are
 * longer than the limit, but always at least one.
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
