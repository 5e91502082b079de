/** The median of the texts' values, weighted by their letters. 0 if there are no texts. */
export function usualOfLetters(texts: readonly { value: number; letters: number }[]): number {
  const ordered = texts.toSorted((one, other) => one.value - other.value);
  let left = ordered.reduce((sum, { letters }) => sum + letters, 0) / 2;
  for (const { value, letters } of ordered) {
    left -= letters;
    if (left <= 0) return value;
  }
  return 0;
}
