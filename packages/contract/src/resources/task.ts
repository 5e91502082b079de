import Type from 'typebox';
import { datapointNames } from '../datapoints.ts';
import { exampleId, exampleTime } from '../schema/example-ids.ts';
import { dateTime, id, oneOf } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';
import { Metadata, metadataExample } from './metadata.ts';

export const taskTypes = ['LINK_ACCOUNT', 'ANALYZE_ARCHIVE', 'CLASSIFY_ARCHIVE', 'UPDATE_ACCOUNT'] as const;
export type TaskType = (typeof taskTypes)[number];

export const Task = Type.Object(
  {
    id: id('task'),
    type: oneOf(taskTypes),
    startedAt: dateTime,
    finishedAt: nullable(dateTime),
    status: oneOf(['Started', 'Finished']),
    datapoints: Type.Array(oneOf(datapointNames), {
      description:
        'The kinds of data that the source had when the task finished. Empty if the task failed or has not finished.',
    }),
    metadata: Metadata,
  },
  {
    description: 'A task that reads data from a source.',
    examples: [
      {
        id: exampleId('task'),
        type: 'LINK_ACCOUNT',
        startedAt: exampleTime,
        finishedAt: exampleTime,
        status: 'Finished',
        datapoints: ['IDENTITIES', 'INCOMES'],
        metadata: metadataExample,
      },
    ],
  },
);
export type Task = Type.Static<typeof Task>;
