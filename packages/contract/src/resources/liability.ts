import Type from 'typebox';
import { exampleId } from '../schema/example-ids.ts';
import { currency, date, id, oneOf } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';
import { withMetadata } from './datapoint.ts';
import { payPeriods } from './pay-period.ts';

const amount = nullable(Type.Number());

export const LiabilityPayload = Type.Object(
  {
    id: id('liability'),
    type: nullable(Type.String()),
    referenceId: nullable(Type.String()),
    startDate: nullable(date),
    endDate: nullable(date),
    firstAmortizationDate: nullable(date),
    amortizationFrequency: nullable(oneOf(payPeriods)),
    currency: nullable(currency),
    loanAmount: amount,
    amortizationAmount: amount,
    outstandingBalance: amount,
    nextPaymentAmount: amount,
    overduePaymentAmount: amount,
  },
  {
    description: 'A loan that the user has to pay back to the source.',
    examples: [
      {
        id: exampleId('liability'),
        type: 'Salary loan',
        referenceId: 'SL-778120',
        startDate: '2025-01-15',
        endDate: '2027-01-15',
        firstAmortizationDate: '2025-03-15',
        amortizationFrequency: 'Monthly',
        currency: 'PHP',
        loanAmount: 40000,
        amortizationAmount: 1843.5,
        outstandingBalance: 18120.75,
        nextPaymentAmount: 1843.5,
        overduePaymentAmount: 0,
      },
    ],
  },
);
export type LiabilityPayload = Type.Static<typeof LiabilityPayload>;

export const Liability = withMetadata(LiabilityPayload);
export type Liability = Type.Static<typeof Liability>;
