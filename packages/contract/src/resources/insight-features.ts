const statistics = ['sum', 'average', 'min', 'max', 'median', 'std'] as const;
const spans = [
  '',
  'last3_months_',
  'last6_months_',
  'last9_months_',
  'last12_months_',
  'last18_months_',
] as const;

type IncomeStatistic = `incomes_${(typeof spans)[number]}amount_${(typeof statistics)[number]}`;
type AmortizationStatistic = `liabilities_ongoing_amortization_amount_${(typeof statistics)[number]}`;
type PaymentStatistic = `liabilities_payment_amount_${(typeof statistics)[number]}`;

/** The members of `numberFeatures` that do not come from `statistics`. */
const single = [
  'incomes_last18_months_max_amount_count',
  'incomes_starting_amount',
  'incomes_current_amount',
  'incomes_latest_growth',
  'liabilities_loan_amount_min',
  'liabilities_loan_amount_max',
  'liabilities_loan_amount_total',
  'liabilities_loan_amount_average',
  'liabilities_loan_amount_std',
  'liabilities_finished_loan_count',
  'liabilities_outstanding_amount_max',
  'liabilities_outstanding_amount_total',
  'liabilities_outstanding_amount_average',
  'liabilities_overdue_amount_total',
  'liabilities_overdue_amount_average',
  'liabilities_payment_count',
] as const;

/** Whole numbers: counts of things, months, days or years. */
export const integerFeatures = [
  'incomes_count',
  'incomes_first_income_month_range',
  'incomes_missing_month_max',
  'incomes_missing_month_count',
  'liabilities_loan_count',
  'liabilities_outstanding_loan_count',
  'liabilities_overdue_loan_count',
  'employments_employer_count',
  'employments_current_tenure',
  'identity_age',
  'link_days_since_first',
  'link_days_since_last',
  'link_day3_count',
  'link_day7_count',
  'link_day30_count',
  'link_day90_count',
  'link_day180_count',
  'link_day365_count',
  'link_day730_count',
] as const;

/** Numbers with decimals: amounts, ratios, and the few counts in `single`. */
export const numberFeatures: NumberFeature[] = [
  ...spans.flatMap((span) =>
    statistics.map((statistic): IncomeStatistic => `incomes_${span}amount_${statistic}`),
  ),
  ...statistics.map(
    (statistic): AmortizationStatistic => `liabilities_ongoing_amortization_amount_${statistic}`,
  ),
  ...statistics.map((statistic): PaymentStatistic => `liabilities_payment_amount_${statistic}`),
  ...single,
];

export type IntegerFeature = (typeof integerFeatures)[number];
export type NumberFeature =
  | IncomeStatistic
  | AmortizationStatistic
  | PaymentStatistic
  | (typeof single)[number];
