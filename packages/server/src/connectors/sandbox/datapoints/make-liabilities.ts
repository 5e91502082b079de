import type { Datapoints } from '../../connector.ts';
import { addMonths, monthsBetween, today } from './calendar.ts';
import { rounder } from './earnings.ts';
import type { Recipe } from './recipe.ts';

/** The interest over the whole term of a loan, as a share of the amount lent. */
const interest = 0.06;

export function makeLiabilities({ identity, providerId, now }: Recipe): Required<Datapoints>['liability'] {
  const round = rounder(identity.decimals);
  const loan = (type: string, terms: { salaries: number; monthsAgo: number; months: number }) => {
    const startDate = addMonths(`${today(now).slice(0, 7)}-15`, -terms.monthsAgo);
    const loanAmount = round(identity.job.base * terms.salaries);
    const amortization = round((loanAmount * (1 + interest)) / terms.months);
    const first = addMonths(startDate, 1);
    const paid = Math.max(0, Math.min(terms.months, monthsBetween(first, today(now)) + 1));
    const left = terms.months - paid;
    return {
      type,
      referenceId: `${providerId.slice(0, 3).toUpperCase()}-L${startDate.replaceAll('-', '')}`,
      startDate,
      endDate: addMonths(startDate, terms.months),
      firstAmortizationDate: first,
      amortizationFrequency: 'Monthly' as const,
      currency: identity.currency,
      loanAmount,
      amortizationAmount: amortization,
      outstandingBalance: round(amortization * left),
      nextPaymentAmount: left > 0 ? amortization : 0,
      overduePaymentAmount: 0,
    };
  };
  return [
    loan('Salary loan', { salaries: 2, monthsAgo: 10, months: 24 }),
    loan('Calamity loan', { salaries: 0.5, monthsAgo: 30, months: 12 }),
  ];
}
