// biome-ignore-all lint/style/noNonNullAssertion: the list is not empty here
/** Rounded to two decimals. For an empty list, the sum is 0 and the other figures are null. */
export function statistics(amounts: readonly number[]): Record<Statistic, number | null> {
  if (amounts.length === 0) return { sum: 0, average: null, min: null, max: null, median: null, std: null };
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  const average = sum / amounts.length;
  const variance = amounts.reduce((total, amount) => total + (amount - average) ** 2, 0) / amounts.length;
  const sorted = [...amounts].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const median = sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  const figures = { sum, average, min: sorted[0]!, max: sorted.at(-1)!, median, std: Math.sqrt(variance) };
  return Object.fromEntries(
    Object.entries(figures).map(([name, figure]) => [name, Number(figure.toFixed(2))]),
  ) as Record<Statistic, number>;
}

type Statistic = 'sum' | 'average' | 'min' | 'max' | 'median' | 'std';
