import { type Month, monthsBefore } from './calendar.ts';
import type { Recipe } from './recipe.ts';
import { seededRandom } from './seeded-random.ts';

/**
 * Amounts are rounded to the decimals of the currency, and `net = gross - contribution - tax` holds exactly. Incomes,
 * contributions and payouts come from these earnings, so they agree.
 */
export interface MonthlyEarning {
  month: Month;
  base: number;
  gross: number;
  contribution: number;
  tax: number;
  net: number;
}

const monthsOfHistory = 24;
const yearlyRaise = 0.05;

export function earningsOf({ identity, providerId, traits, now }: Recipe): MonthlyEarning[] {
  const round = rounder(identity.decimals);
  const months = monthsBefore(now, monthsOfHistory);
  return months.map((month, index) => {
    // The seed contains the month's name, not its position, so that later calls give the month the same numbers.
    const random = seededRandom('earnings', identity.username, providerId, month.name);
    const yearsAgo = Math.floor((months.length - 1 - index) / 12);
    const level = identity.job.base * (traits.gig?.monthly ?? 1) * (1 - yearlyRaise) ** yearsAgo;
    const base = round(traits.gig ? level * (0.75 + random() * 0.4) : level);
    const gross = round(base * (1.02 + random() * (traits.gig ? 0.2 : 0.08)));
    // Gig workers pay insurance and tax themselves.
    const contribution = traits.gig ? 0 : round(gross * identity.rates.contribution);
    const tax = traits.gig ? 0 : round(gross * identity.rates.tax);
    return { month, base, gross, contribution, tax, net: round(gross - contribution - tax) };
  });
}

export const rounder = (decimals: number) => (amount: number) => Number(amount.toFixed(decimals));

/** Splits an amount into parts that add up to it exactly. */
export function split(amount: number, weights: readonly number[], decimals: number): number[] {
  const round = rounder(decimals);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const parts = weights.slice(1).map((weight) => round((amount * weight) / total));
  const rest = round(amount - parts.reduce((sum, part) => sum + part, 0));
  return [rest, ...parts];
}
