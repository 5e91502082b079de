import type { PayPeriod } from '@winkwire/contract/resources/pay-period';

const dayMilliseconds = 86_400_000;

const byDays: [most: number, frequency: PayPeriod][] = [
  [1, 'Daily'],
  [7, 'Weekly'],
  [16, 'Semimonthly'],
  [31, 'Monthly'],
  [62, 'Bimonthly'],
  [92, 'Quarterly'],
  [366, 'Annually'],
];

/** How often a person is paid, derived from the days that one payment covers. `Unspecified` above 366 days. */
export function frequencyOfPeriod(startDate: string | null, endDate: string | null): PayPeriod | null {
  if (!startDate || !endDate) return null;
  const days = Math.round((Date.parse(endDate) - Date.parse(startDate)) / dayMilliseconds) + 1;
  return byDays.find(([most]) => days <= most)?.[1] ?? 'Unspecified';
}
