import Type from 'typebox';
import { exampleId } from '../schema/example-ids.ts';
import { count, dateTime, id } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';
import { withMetadata } from './datapoint.ts';

export const LinkPayload = Type.Object(
  {
    id: id('link'),
    startDate: nullable(dateTime),
    endDate: nullable(dateTime),
    records: Type.Array(
      Type.Object({
        count: count('How often the user linked an account for another company.'),
        linkedAt: Type.Array(dateTime, {
          description: 'For each of the other companies, when the user last linked an account for it.',
        }),
      }),
    ),
  },
  {
    description:
      'How often, in a period, the user linked an account for another company that uses this service.',
    examples: [
      {
        id: exampleId('link'),
        startDate: '2025-04-21T09:30:00Z',
        endDate: '2026-04-21T09:30:00Z',
        records: [{ count: 2, linkedAt: ['2026-02-03T11:00:00Z', '2026-03-18T08:12:45Z'] }],
      },
    ],
  },
);
export type LinkPayload = Type.Static<typeof LinkPayload>;

export const Link = withMetadata(LinkPayload);
export type Link = Type.Static<typeof Link>;
