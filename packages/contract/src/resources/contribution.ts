import Type from 'typebox';
import { exampleId } from '../schema/example-ids.ts';
import { currency, date, id } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';
import { withMetadata } from './datapoint.ts';

export const ContributionPayload = Type.Object(
  {
    id: id('contribution'),
    date,
    currency: nullable(currency),
    amount: Type.Number(),
    referenceId: nullable(Type.String()),
  },
  {
    description: 'A payment into social insurance.',
    examples: [
      {
        id: exampleId('contribution'),
        date: '2026-03-31',
        currency: 'PHP',
        amount: 1125,
        referenceId: 'SS-2026-03',
      },
    ],
  },
);
export type ContributionPayload = Type.Static<typeof ContributionPayload>;

export const Contribution = withMetadata(ContributionPayload);
export type Contribution = Type.Static<typeof Contribution>;
