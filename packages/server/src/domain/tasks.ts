import type { DatapointName } from '@winkwire/contract/datapoints';
import { newId } from '@winkwire/contract/ids';
import type { Mode } from '@winkwire/contract/modes';
import type { Task, TaskType } from '@winkwire/contract/resources/task';
import { timestamp } from '@winkwire/contract/timestamp';
import type { Caller } from '../platform/caller.ts';
import type { Queries, Transaction } from '../store/store.ts';
import { datapointsPayload } from './datapoint-payload.ts';
import { type DatapointSource, datapointNamesOf, type SourceType } from './datapoints.ts';
import { byDay, ofSource, ofUser } from './filters.ts';
import { Listing } from './listing.ts';

export interface TaskRow {
  id: string;
  tenant_id: string;
  mode: Mode;
  type: TaskType;
  user_id: string;
  source_id: string;
  source_type: SourceType;
  provider_id: string;
  session_id: string | null;
  status: 'Started' | 'Finished';
  outcome: 'SUCCEEDED' | 'FAILED' | null;
  error_code: string | null;
  datapoints: string;
  started_at: number;
  finished_at: number | null;
}

export async function startTask(
  transaction: Transaction,
  task: DatapointSource & { type: TaskType; sessionId?: string | undefined; now: number },
): Promise<string> {
  const id = newId('task');
  await transaction.run(
    `insert into tasks (id, tenant_id, mode, type, user_id, source_id, source_type, provider_id, session_id, status,
       datapoints, started_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'Started', '[]', $10)`,
    [
      id,
      task.tenantId,
      task.mode,
      task.type,
      task.userId,
      task.sourceId,
      task.sourceType,
      task.providerId,
      task.sessionId ?? null,
      task.now,
    ],
  );
  const { userId, sourceId, sourceType, type, providerId } = task;
  transaction.append({
    tenantId: task.tenantId,
    mode: task.mode,
    type: 'TASK_STARTED',
    data: { userId, sourceId, sourceType, taskType: type, providers: [providerId] },
    sourceId,
    userId,
    ...(task.sessionId ? { sessionId: task.sessionId } : {}),
  });
  return id;
}

export interface TaskResult {
  taskId: string;
  status: 'SUCCEEDED' | 'FAILED';
  errorCode: string | null;
  now: number;
}

/**
 * Appends TASK_FINISHED with the kinds of data that the source has. A failed task lists none. Returns false if the task
 * has already finished.
 */
export async function finishTask(
  transaction: Transaction,
  caller: Caller,
  { taskId, status, errorCode, now }: TaskResult,
): Promise<boolean> {
  const task = await findTask(transaction, caller, taskId);
  if (task?.status !== 'Started') return false;
  const datapoints: DatapointName[] =
    status === 'FAILED' ? [] : await datapointNamesOf(transaction, caller, task.source_id);
  await transaction.run(
    `update tasks set status = 'Finished', outcome = $2, error_code = $3, datapoints = $4, finished_at = $5
     where id = $1`,
    [taskId, status, errorCode, JSON.stringify(datapoints), now],
  );
  transaction.append({
    tenantId: caller.tenantId,
    mode: caller.mode,
    type: 'TASK_FINISHED',
    data: {
      userId: task.user_id,
      sourceId: task.source_id,
      sourceType: task.source_type,
      taskType: task.type,
      status,
      errorCode,
      providers: [task.provider_id],
      datapoints,
    },
    payload: await datapointsPayload(transaction, caller, task.source_id),
    sourceId: task.source_id,
    userId: task.user_id,
    ...(task.session_id ? { sessionId: task.session_id } : {}),
  });
  return true;
}

export const findTask = (queries: Queries, caller: Caller, id: string) =>
  queries.get<TaskRow>('select * from tasks where tenant_id = $1 and mode = $2 and id = $3', [
    caller.tenantId,
    caller.mode,
    id,
  ]);

export const taskResource = (row: TaskRow): Task => ({
  id: row.id,
  type: row.type,
  startedAt: timestamp(Number(row.started_at)),
  finishedAt: row.finished_at === null ? null : timestamp(Number(row.finished_at)),
  status: row.status,
  datapoints: JSON.parse(row.datapoints),
  metadata: {
    itemCreatedAt: timestamp(Number(row.started_at)),
    createdAt: timestamp(Number(row.started_at)),
    sourceId: row.source_id,
    sourceType: row.source_type,
    userId: row.user_id,
    providerId: row.provider_id,
  },
});

export const taskListing = new Listing({
  table: 'tasks',
  order: 'started_at',
  filters: { userId: ofUser, sourceId: ofSource, ...byDay('started_at') },
  toResource: taskResource,
});
