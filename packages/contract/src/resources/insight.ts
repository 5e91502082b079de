import Type from 'typebox';
import { exampleId, exampleTime } from '../schema/example-ids.ts';
import { dateTime, id, integer, largestInteger } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';
import { withMetadata } from './datapoint.ts';
import {
  type IntegerFeature,
  integerFeatures,
  type NumberFeature,
  numberFeatures,
} from './insight-features.ts';

/** A feature that cannot be computed is null or absent. */
export type InsightFeatures = Partial<Record<IntegerFeature | NumberFeature, number | null>> & {
  employments_current_status?: string | null;
};

const features = Type.Unsafe<InsightFeatures>(
  Type.Object({
    ...Object.fromEntries(
      integerFeatures.map((name) => [name, Type.Optional(nullable(integer(-largestInteger)))]),
    ),
    ...Object.fromEntries(numberFeatures.map((name) => [name, Type.Optional(nullable(Type.Number()))])),
    employments_current_status: Type.Optional(nullable(Type.String())),
  }),
);

export const InsightPayload = Type.Object(
  {
    id: id('insight'),
    cutoffTime: dateTime,
    features,
  },
  {
    description: 'Figures that are computed from all data of a source.',
    examples: [
      {
        id: exampleId('insight'),
        cutoffTime: exampleTime,
        features: {
          incomes_count: 12,
          incomes_amount_average: 30120.4,
          incomes_last3_months_amount_sum: 91200,
          employments_current_status: 'Active',
          identity_age: 36,
          link_day30_count: 1,
        },
      },
    ],
  },
);
export type InsightPayload = Type.Static<typeof InsightPayload>;

export const Insight = withMetadata(InsightPayload);
export type Insight = Type.Static<typeof Insight>;
