import { Task } from '@winkwire/contract/resources';
import { page } from '@winkwire/contract/schema/envelope';
import { findTask, taskListing, taskResource } from '../domain/tasks.ts';
import { Failure } from '../platform/failure.ts';
import { idParams } from './fields.ts';
import { operation } from './operation.ts';

const tag = 'Tasks';

export const taskOperations = [
  operation({
    method: 'GET',
    path: '/v1/tasks',
    id: 'listTasks',
    summary: 'List tasks',
    tag,
    access: 'key',
    query: taskListing.query,
    data: page(Task),
    run: ({ caller, query }, { store }) => taskListing.page(store, caller, query),
  }),
  operation({
    method: 'GET',
    path: '/v1/tasks/:id',
    id: 'getTask',
    summary: 'Get a task',
    tag,
    access: 'key',
    params: idParams,
    data: Task,
    async run({ caller, params }, { store }) {
      const row = await findTask(store, caller, params.id);
      if (!row) throw new Failure('MISSING_RESOURCE');
      return taskResource(row);
    },
  }),
];
