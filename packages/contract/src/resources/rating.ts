import Type from 'typebox';
import { exampleId } from '../schema/example-ids.ts';
import { id } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';
import { withMetadata } from './datapoint.ts';

const count = nullable(Type.Number({ minimum: 0 }));

export const RatingPayload = Type.Object(
  {
    id: id('rating'),
    currentRating: nullable(Type.Number()),
    maxRating: nullable(Type.Number({ description: 'The best rating that the source gives.' })),
    calculatedPercentage: nullable(
      Type.Number({ description: 'The rating as a percentage of the best rating.' }),
    ),
    reviewsReceived: count,
    likesReceived: count,
    jobsCompleted: count,
  },
  {
    description: 'The rating of the user at the source.',
    examples: [
      {
        id: exampleId('rating'),
        currentRating: 4.8,
        maxRating: 5,
        calculatedPercentage: 96,
        reviewsReceived: 412,
        likesReceived: null,
        jobsCompleted: 1310,
      },
    ],
  },
);
export type RatingPayload = Type.Static<typeof RatingPayload>;

export const Rating = withMetadata(RatingPayload);
export type Rating = Type.Static<typeof Rating>;
