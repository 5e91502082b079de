import Type from 'typebox';
import { exampleId } from '../schema/example-ids.ts';
import { currency, date, id, oneOf } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';
import { withMetadata } from './datapoint.ts';
import { payPeriods } from './pay-period.ts';

const amount = nullable(Type.Number());

export const IncomePayload = Type.Object(
  {
    id: id('income'),
    workItem: nullable(Type.String({ description: 'The job or trip that was paid.' })),
    employer: nullable(Type.String()),
    startDate: nullable(date),
    endDate: nullable(date),
    currency: nullable(currency),
    frequency: nullable(oneOf(payPeriods)),
    baseAmount: amount,
    grossAmount: amount,
    netAmount: amount,
  },
  {
    description: 'The pay of the user for a period of work.',
    examples: [
      {
        id: exampleId('income'),
        workItem: null,
        employer: 'QuickRide',
        startDate: '2026-03-01',
        endDate: '2026-03-31',
        currency: 'PHP',
        frequency: 'Monthly',
        baseAmount: 28000,
        grossAmount: 31500.5,
        netAmount: 29100.25,
      },
    ],
  },
);
export type IncomePayload = Type.Static<typeof IncomePayload>;

export const Income = withMetadata(IncomePayload);
export type Income = Type.Static<typeof Income>;
