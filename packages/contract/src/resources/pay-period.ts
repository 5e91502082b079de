export const payPeriods = [
  'Hourly',
  'Daily',
  'Weekly',
  'Semimonthly',
  'Monthly',
  'Bimonthly',
  'Quarterly',
  'Annually',
  'Variable',
  'Unspecified',
] as const;
export type PayPeriod = (typeof payPeriods)[number];
