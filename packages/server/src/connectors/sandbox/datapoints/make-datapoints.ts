// biome-ignore-all lint/style/noNonNullAssertion: the index lies within the list
import { timestamp } from '@winkwire/contract/timestamp';
import type { Datapoints } from '../../connector.ts';
import { addMonths, dayBefore, dayOf, today } from './calendar.ts';
import { earningsOf, type MonthlyEarning, rounder, split } from './earnings.ts';
import { makeDocuments } from './make-documents.ts';
import { makeInsight } from './make-insight.ts';
import { makeLiabilities } from './make-liabilities.ts';
import type { Recipe } from './recipe.ts';
import { seededRandom } from './seeded-random.ts';

/** Makes data of every kind. `yields` in the catalogue says which kinds the provider has. */
export function makeDatapoints(recipe: Recipe): Required<Datapoints> {
  const earnings = earningsOf(recipe);
  const yielded = {
    identity: [makeIdentity(recipe)],
    rating: [makeRating(recipe)],
    document: makeDocuments(recipe, earnings),
    employment: makeEmployments(recipe),
    income: earnings.map((earning) => makeIncome(recipe, earning)),
    contribution: makeContributions(recipe, earnings),
    liability: makeLiabilities(recipe),
    transaction: earnings.flatMap((earning) => makeTransactions(recipe, earning)),
    eincome: earnings.map(({ month, gross }) => ({
      month: month.name,
      currency: recipe.identity.currency,
      baseAmount: gross,
      amount: gross,
    })),
    link: [makeLink(recipe)],
  };
  return { ...yielded, insight: [makeInsight(yielded, recipe.now)] };
}

const payerOf = ({ identity, traits }: Recipe) => traits.gig?.paidFrom ?? identity.job.employer;

function makeIdentity(recipe: Recipe): Required<Datapoints>['identity'][number] {
  const { identity, providerId } = recipe;
  const { line1, city, region, zip, latitude, longitude } = identity.address;
  const random = seededRandom('reference', identity.username, providerId);
  return {
    fullName: identity.fullName,
    firstName: identity.firstName,
    middleName: null,
    lastName: identity.lastName,
    suffix: identity.suffix,
    gender: identity.gender,
    dob: identity.dob,
    maritalStatus: identity.maritalStatus,
    countryResidence: identity.country,
    citizenship: 'Citizen',
    photoUrl: null,
    referenceId: identity.ssn ?? String(Math.floor(1e9 + random() * 9e9)),
    profileUrl: null,
    latestEmployerName: payerOf(recipe),
    emails: [{ address: identity.email, type: 'Primary' }],
    phones: [{ number: identity.phone, type: 'Mobile' }],
    socialProfiles: [],
    addresses: [
      {
        fullAddress: `${line1}, ${city} ${zip}, ${identity.country}`,
        line1,
        line2: null,
        city,
        region,
        zip,
        country: identity.country,
        latitude,
        longitude,
        type: 'Primary',
        tags: ['Home', 'Mailing'],
      },
    ],
  };
}

function makeRating({ identity, providerId }: Recipe): Required<Datapoints>['rating'][number] {
  const random = seededRandom('rating', identity.username, providerId);
  const jobsCompleted = 400 + Math.floor(random() * 2600);
  const currentRating = Number((4.4 + random() * 0.58).toFixed(2));
  return {
    currentRating,
    maxRating: 5,
    calculatedPercentage: Number(((currentRating / 5) * 100).toFixed(1)),
    reviewsReceived: Math.floor(jobsCompleted * (0.3 + random() * 0.4)),
    likesReceived: Math.floor(jobsCompleted * random() * 0.2),
    jobsCompleted,
  };
}

function makeEmployments(recipe: Recipe): Required<Datapoints>['employment'] {
  const { identity, traits, now } = recipe;
  const { job, formerJob } = identity;
  const reportedDate = dayOf({ name: today(now).slice(0, 7), first: '', last: today(now) }, 1);
  const present = {
    name: null,
    description: traits.gig ? 'Independent partner' : null,
    jobTitle: traits.gig ? 'Partner' : job.title,
    department: traits.gig ? null : job.department,
    employeeNumber: traits.gig ? null : job.employeeNumber,
    employerNumber: traits.gig ? null : job.employerNumber,
    employer: payerOf(recipe),
    status: 'Active',
    startDate: traits.gig ? addMonths(job.since, 8) : job.since,
    endDate: null,
    reportedDate,
  };
  if (traits.gig) return [present];
  const former = {
    ...present,
    jobTitle: formerJob.title,
    department: null,
    employeeNumber: null,
    employerNumber: null,
    employer: formerJob.employer,
    status: 'Ended',
    startDate: formerJob.since,
    endDate: dayBefore(job.since),
  };
  return [present, former];
}

function makeIncome(recipe: Recipe, earning: MonthlyEarning): Required<Datapoints>['income'][number] {
  return {
    workItem: recipe.traits.gig?.item ?? null,
    employer: payerOf(recipe),
    startDate: earning.month.first,
    endDate: earning.month.last,
    currency: recipe.identity.currency,
    frequency: 'Monthly',
    baseAmount: earning.base,
    grossAmount: earning.gross,
    netAmount: earning.net,
  };
}

function makeContributions(
  { identity, providerId }: Recipe,
  earnings: readonly MonthlyEarning[],
): Required<Datapoints>['contribution'] {
  const round = rounder(identity.decimals);
  return earnings.map(({ month, gross }) => ({
    date: month.last,
    currency: identity.currency,
    amount: round(gross * identity.rates.contribution),
    referenceId: `${providerId.slice(0, 3).toUpperCase()}-${month.name.replace('-', '')}`,
  }));
}

/** The payouts add up to the month's net amount. */
function makeTransactions(
  recipe: Recipe,
  { month, net }: MonthlyEarning,
): Required<Datapoints>['transaction'] {
  const { identity, providerId, traits } = recipe;
  const random = seededRandom('payouts', identity.username, providerId, month.name);
  const days = traits.gig ? [7, 14, 21, 28] : [15, 31];
  const weights = days.map(() => (traits.gig ? 0.7 + random() * 0.6 : 1));
  return split(net, weights, identity.decimals).map((amount, index) => ({
    date: dayOf(month, days[index]!),
    description: traits.gig ? `${traits.gig.item}, week ${index + 1}` : `Salary of ${payerOf(recipe)}`,
    currency: identity.currency,
    amount,
    referenceId: `${providerId.slice(0, 3).toUpperCase()}-${month.name.replace('-', '')}-${index + 1}`,
  }));
}

function makeLink({ identity, now }: Recipe): Required<Datapoints>['link'][number] {
  const random = seededRandom('links', identity.username);
  const daysAgo = [20 + random() * 40, 120 + random() * 80, 250 + random() * 90].map(Math.floor);
  const linkedAt = daysAgo.map((days) => timestamp(now - days * 24 * 60 * 60 * 1000));
  return {
    startDate: timestamp(now - 365 * 24 * 60 * 60 * 1000),
    endDate: timestamp(now),
    records: [{ count: linkedAt.length, linkedAt }],
  };
}
