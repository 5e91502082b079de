import Type from 'typebox';
import { exampleId } from '../schema/example-ids.ts';
import { currency, date, id } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';
import { withMetadata } from './datapoint.ts';

export const TransactionPayload = Type.Object(
  {
    id: id('transaction'),
    date,
    description: nullable(Type.String()),
    currency: nullable(currency),
    amount: Type.Number({ description: 'Positive if the user received the amount.' }),
    referenceId: nullable(Type.String()),
  },
  {
    description: "One transaction on the user's earnings account.",
    examples: [
      {
        id: exampleId('transaction'),
        date: '2026-04-20',
        description: 'Trip to Makati',
        currency: 'PHP',
        amount: 240.5,
        referenceId: 'QR-20260420-118',
      },
    ],
  },
);
export type TransactionPayload = Type.Static<typeof TransactionPayload>;

export const Transaction = withMetadata(TransactionPayload);
export type Transaction = Type.Static<typeof Transaction>;
