// biome-ignore-all lint/style/noNonNullAssertion: the list is not empty here
import type { InsightFeatures } from '@winkwire/contract/resources/insight';
import { timestamp } from '@winkwire/contract/timestamp';
import { dayMs } from '../../../platform/durations.ts';
import type { Datapoints } from '../../connector.ts';
import { monthsBetween, today } from './calendar.ts';
import { statistics } from './statistics.ts';

const spans = [3, 6, 9, 12, 18];
const linkSpans = [3, 7, 30, 90, 180, 365, 730];

export function makeInsight(from: Datapoints, now: number): Required<Datapoints>['insight'][number] {
  return {
    cutoffTime: timestamp(now),
    features: {
      ...incomeFeatures(from.income ?? [], now),
      ...liabilityFeatures(from.liability ?? []),
      ...employmentFeatures(from.employment ?? [], now),
      ...linkFeatures(from.link ?? [], now),
      identity_age: ageOf(from.identity?.[0]?.dob, now),
    },
  };
}

function incomeFeatures(incomes: Required<Datapoints>['income'], now: number): InsightFeatures {
  const sorted = incomes.toSorted((a, b) => (a.startDate ?? '').localeCompare(b.startDate ?? ''));
  const amounts = sorted.map(({ netAmount }) => netAmount ?? 0);
  if (amounts.length === 0) return { incomes_count: 0 };
  const latest = amounts.at(-1)!;
  const before = amounts.at(-2) ?? latest;
  const last18 = amounts.slice(-18);
  const gaps = sorted
    .slice(1)
    .map((income, index) => monthsBetween(sorted[index]!.startDate!, income.startDate!) - 1);
  return {
    incomes_count: amounts.length,
    incomes_first_income_month_range: monthsBetween(sorted[0]!.startDate!, today(now)),
    incomes_missing_month_max: Math.max(0, ...gaps),
    incomes_missing_month_count: gaps.reduce((sum, gap) => sum + gap, 0),
    ...prefixed('incomes_amount_', amounts),
    ...Object.assign(
      {},
      ...spans.map((span) => prefixed(`incomes_last${span}_months_amount_`, amounts.slice(-span))),
    ),
    incomes_last18_months_max_amount_count: last18.filter((amount) => amount === Math.max(...last18)).length,
    incomes_starting_amount: amounts[0]!,
    incomes_current_amount: latest,
    incomes_latest_growth: before === 0 ? null : Number((latest / before - 1).toFixed(4)),
  };
}

function liabilityFeatures(loans: Required<Datapoints>['liability']): InsightFeatures {
  const numbers = (values: (number | null)[]) => values.filter((value) => value !== null);
  const open = loans.filter(({ outstandingBalance }) => (outstandingBalance ?? 0) > 0);
  const lent = statistics(numbers(loans.map(({ loanAmount }) => loanAmount)));
  const owed = statistics(numbers(open.map(({ outstandingBalance }) => outstandingBalance)));
  const overdue = numbers(loans.map(({ overduePaymentAmount }) => overduePaymentAmount)).filter(Boolean);
  return {
    liabilities_loan_count: loans.length,
    liabilities_loan_amount_min: lent.min,
    liabilities_loan_amount_max: lent.max,
    liabilities_loan_amount_total: lent.sum,
    liabilities_loan_amount_average: lent.average,
    liabilities_loan_amount_std: lent.std,
    liabilities_finished_loan_count: loans.length - open.length,
    liabilities_outstanding_loan_count: open.length,
    liabilities_outstanding_amount_max: owed.max,
    liabilities_outstanding_amount_total: owed.sum,
    liabilities_outstanding_amount_average: owed.average,
    liabilities_overdue_loan_count: overdue.length,
    liabilities_overdue_amount_total: statistics(overdue).sum,
    liabilities_overdue_amount_average: statistics(overdue).average,
    ...prefixed(
      'liabilities_ongoing_amortization_amount_',
      numbers(open.map(({ amortizationAmount }) => amortizationAmount)),
    ),
  };
}

function employmentFeatures(jobs: Required<Datapoints>['employment'], now: number): InsightFeatures {
  const present = jobs.find(({ endDate }) => endDate === null);
  return {
    employments_current_status: present?.status ?? null,
    employments_employer_count: new Set(jobs.map(({ employer }) => employer)).size,
    employments_current_tenure: present?.startDate ? monthsBetween(present.startDate, today(now)) : null,
  };
}

function linkFeatures(links: Required<Datapoints>['link'], now: number): InsightFeatures {
  const days = links
    .flatMap(({ records }) => records.flatMap(({ linkedAt }) => linkedAt))
    .map((at) => Math.floor((now - Date.parse(at)) / dayMs));
  const counts = linkSpans.map((span) => [`link_day${span}_count`, days.filter((day) => day <= span).length]);
  return {
    link_days_since_first: days.length > 0 ? Math.max(...days) : null,
    link_days_since_last: days.length > 0 ? Math.min(...days) : null,
    ...Object.fromEntries(counts),
  };
}

const prefixed = (prefix: string, amounts: number[]): InsightFeatures =>
  Object.fromEntries(Object.entries(statistics(amounts)).map(([name, figure]) => [prefix + name, figure]));

const ageOf = (dob: string | null | undefined, now: number): number | null =>
  dob ? Math.floor(monthsBetween(dob, today(now)) / 12) : null;
