import Type from 'typebox';
import { accountErrorCodes, monitorStatuses } from '../account-statuses.ts';
import { archiveFailureCodes } from '../archive-states.ts';
import { datapointNames } from '../datapoints.ts';
import { DatapointsPayload, datapointsPayloadExample } from '../resources/payload.ts';
import { taskTypes } from '../resources/task.ts';
import { exampleId, exampleUserId } from '../schema/example-ids.ts';
import { oneOf, providers, sourceId, sourceType, userId } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';
import { event } from './event-definition.ts';

const about = { userId, sourceId, sourceType };
const aboutExample = {
  userId: exampleUserId,
  sourceId: exampleId('account'),
  sourceType: 'ACCOUNT' as const,
};
const providersExample = ['quickride'];

const taskType = oneOf(taskTypes);
const status = oneOf(['SUCCEEDED', 'FAILED']);
const datapoints = Type.Array(oneOf(datapointNames), {
  default: [],
  description: 'The kinds of data that the source has now. Empty if the task failed.',
});
const payload = Type.Optional(nullable(DatapointsPayload));
const taskErrorCodes = [...new Set([...accountErrorCodes, ...archiveFailureCodes])];

export const taskEvents = {
  TASK_STARTED: event({
    line: 'Reading data from a source began.',
    data: { ...about, taskType, providers },
    example: { ...aboutExample, taskType: 'LINK_ACCOUNT', providers: providersExample },
  }),
  TASK_FINISHED: event({
    line: 'Reading data from a source ended, with or without success.',
    data: {
      ...about,
      taskType,
      status,
      errorCode: nullable(oneOf(taskErrorCodes)),
      providers,
      datapoints,
      payload,
    },
    example: {
      ...aboutExample,
      taskType: 'LINK_ACCOUNT',
      status: 'SUCCEEDED',
      errorCode: null,
      providers: providersExample,
      datapoints: ['IDENTITIES', 'INCOMES', 'TRANSACTIONS', 'EMPLOYMENTS', 'EINCOMES'],
      payload: datapointsPayloadExample as DatapointsPayload,
    },
  }),
  ACCOUNT_SYNC_TASK_FINISHED: event({
    line: 'A continuous sync of an account ended, with or without success.',
    data: { ...about, providers, status, monitorStatus: oneOf(monitorStatuses), datapoints, payload },
    example: {
      ...aboutExample,
      providers: providersExample,
      status: 'SUCCEEDED',
      monitorStatus: 'ACTIVE',
      datapoints: ['INCOMES'],
      payload: null,
    },
  }),
};
