import type { Changes, KnownDatapoints } from '../../connector.ts';
import { today } from './calendar.ts';
import { rounder } from './earnings.ts';
import { makeInsight } from './make-insight.ts';
import type { Recipe } from './recipe.ts';

/** The late bonus, as a share of the newest month's base amount. */
const bonus = 0.04;

/** Invents a late bonus, a paid instalment, and a confirmed document and job. The amounts still add up. */
export function makeChanges(recipe: Recipe, known: KnownDatapoints): Changes {
  const round = rounder(recipe.identity.decimals);
  const { rates, currency } = recipe.identity;
  const { traits } = recipe;
  const income = newest(known.income, ({ startDate }) => startDate);
  const extra = round((income?.baseAmount ?? recipe.identity.job.base) * bonus);
  const withheld = traits.gig ? 0 : round(extra * rates.contribution) + round(extra * rates.tax);
  const net = round(extra - withheld);
  const estimate = newest(known.eincome, ({ month }) => month);
  const contribution = newest(known.contribution, ({ date }) => date);
  const job = known.employment?.find(({ endDate }) => endDate === null);
  const loan = known.liability?.find(({ outstandingBalance }) => (outstandingBalance ?? 0) > 0);
  const paper = newest(known.document, ({ issueDate }) => issueDate);
  const estimated = round((estimate?.amount ?? 0) + extra);
  const left = loan && round(Math.max(0, (loan.outstandingBalance ?? 0) - (loan.amortizationAmount ?? 0)));
  const updated: KnownDatapoints = {
    ...(income && {
      income: [
        {
          ...income,
          grossAmount: round((income.grossAmount ?? 0) + extra),
          netAmount: round((income.netAmount ?? 0) + net),
        },
      ],
    }),
    ...(estimate && { eincome: [{ ...estimate, baseAmount: estimated, amount: estimated }] }),
    ...(contribution && {
      contribution: [
        { ...contribution, amount: round(contribution.amount + round(extra * rates.contribution)) },
      ],
    }),
    ...(job && { employment: [{ ...job, reportedDate: today(recipe.now) }] }),
    ...(loan &&
      left !== undefined && {
        liability: [
          { ...loan, outstandingBalance: left, nextPaymentAmount: left > 0 ? loan.nextPaymentAmount : 0 },
        ],
      }),
    ...(paper && {
      document: [{ ...paper, status: 'Confirmed', remarks: `Confirmed on ${today(recipe.now)}` }],
    }),
  };
  const paid = {
    date: today(recipe.now),
    description: income?.startDate ? `Late bonus for ${income.startDate.slice(0, 7)}` : 'Late bonus',
    currency,
    amount: net,
    referenceId: `${recipe.providerId.slice(0, 3).toUpperCase()}-B${recipe.now}`,
  };
  return {
    added: {
      transaction: [paid],
      insight: [makeInsight(replaced(known, updated), recipe.now)],
    },
    updated,
  };
}

function newest<Item>(
  items: readonly Item[] | undefined,
  by: (item: Item) => string | null,
): Item | undefined {
  return items?.toSorted((a, b) => (by(b) ?? '').localeCompare(by(a) ?? ''))[0];
}

/** Returns `known` with the updated incomes, liabilities and employments, from which insights are made. */
function replaced(known: KnownDatapoints, updated: KnownDatapoints): KnownDatapoints {
  const swap = <Item extends { id: string }>(items: Item[] = [], news: Item[] = []) =>
    items.map((item) => news.find(({ id }) => id === item.id) ?? item);
  return {
    ...known,
    income: swap(known.income, updated.income),
    liability: swap(known.liability, updated.liability),
    employment: swap(known.employment, updated.employment),
  };
}
