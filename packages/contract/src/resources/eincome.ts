import Type from 'typebox';
import { exampleId } from '../schema/example-ids.ts';
import { currency, id, month } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';
import { withMetadata } from './datapoint.ts';

export const EincomePayload = Type.Object(
  {
    id: id('eincome'),
    month,
    currency: nullable(currency),
    baseAmount: nullable(Type.Number({ description: 'The older name of `amount`.' })),
    amount: nullable(Type.Number()),
  },
  {
    description: 'The income of the user in one month, estimated from all data of the source.',
    examples: [
      { id: exampleId('eincome'), month: '2026-03', currency: 'PHP', baseAmount: 30300, amount: 30300 },
    ],
  },
);
export type EincomePayload = Type.Static<typeof EincomePayload>;

export const Eincome = withMetadata(EincomePayload);
export type Eincome = Type.Static<typeof Eincome>;
