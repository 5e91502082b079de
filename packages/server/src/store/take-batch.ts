/** What is sent to the database at once is encoded, copied, and held in memory until it is answered. */
const batchCharacters = 4 * 1024 * 1024;

/** Takes the rows of the next batch off the list: so many at most, and of long texts fewer; at least one. */
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
