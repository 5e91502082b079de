import type { Random } from './random.ts';

export interface Notation {
  group: ',' | '.' | ' ' | "'";
  decimal: '.' | ',';
  decimals: 0 | 2;
  /** Whether digits are grouped as in India: `1,23,456.78`. */
  isLakh?: boolean;
}

export function written(cents: number, { group, decimal, decimals, isLakh }: Notation): string {
  const [whole, rest] = (Math.abs(cents) / 100).toFixed(2).split('.') as [string, string];
  const pattern = isLakh ? /\B(?=(?:\d{2})*\d{3}$)/g : /\B(?=(?:\d{3})+$)/g;
  const grouped = whole.replace(pattern, group);
  return `${cents < 0 ? '-' : ''}${grouped}${decimals ? decimal + rest : ''}`;
}

/** A random amount in cents. Its whole units are between `least` and `most`. */
export function amountBetween(
  random: Random,
  most: { least: number; most: number; notation: Notation },
): number {
  const units = random.integer(most.least, most.most);
  return units * 100 + (most.notation.decimals && random.chance(0.7) ? random.integer(0, 99) : 0);
}

export const sumOf = (amounts: readonly [string, number][]): number =>
  amounts.reduce((sum, [, cents]) => sum + cents, 0);
