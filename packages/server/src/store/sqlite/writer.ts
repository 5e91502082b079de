import type { DatabaseSync } from 'node:sqlite';
import { FastHistogram } from '../../metrics/fast-histogram.ts';
import type { Value } from '../store.ts';
import { erasureTimeoutMs } from './checkpointer.ts';
import type { Reply, Request } from './messages.ts';
import { type ProcedureName, procedures } from './procedures.ts';
import { Statements } from './statements.ts';
import { UnusedSpace } from './unused-space.ts';

/*
 * All jobs that have arrived share one transaction and one flush. The work of an interactive transaction must await
 * only its own statements, because all other jobs wait meanwhile.
 */

/** The first reply must not wait too long, so a group with this many replies is committed. */
const groupLimit = 2000;
/** A group that is older than this, in ms, is committed after the current job. */
const groupLimitMs = 20;
/**
 * How long a group waits for a file that another process has locked, in ms. After a group has waited in vain, the next
 * groups wait for `again`.
 */
export const lockTimeoutMs = { first: 10_000, again: 500 };
/**
 * After this many ms without a statement, a transaction is rolled back, because its work probably awaits something
 * other than its statements.
 */
const silenceLimitMs = 10_000;

interface Interactive {
  transaction: number;
  requests: Request[];
  failed: boolean;
}

interface SqliteError extends Error {
  code: string;
  errcode: number;
  errstr: string;
}

type EmptyLog = Extract<Request, { kind: 'emptyLog' }>;
type Single = Exclude<Request, { transaction: number } | EmptyLog>;
type Job = Interactive | Single | EmptyLog;

const isEmptyLog = (job: Job): job is EmptyLog => 'kind' in job && job.kind === 'emptyLog';
const isInteractive = (job: Job): job is Interactive => 'requests' in job;

export class Writer {
  readonly #database: DatabaseSync;
  readonly #statements: Statements;
  readonly #send: (replies: Reply[]) => void;
  readonly #commitSeconds: FastHistogram;
  #groupBegan = 0;
  #timeoutMs = lockTimeoutMs.first;
  readonly #queue: Job[] = [];
  readonly #interactive = new Map<number, Interactive>();
  /** Transactions that were aborted before their work had ended. */
  readonly #forgotten = new Set<number>();
  #active: Interactive | undefined;
  #inGroup = false;
  #acknowledgements: Reply[] = [];
  #silence: NodeJS.Timeout | undefined;
  #unused: UnusedSpace | undefined;

  constructor(
    database: DatabaseSync,
    send: (replies: Reply[]) => void,
    commitSeconds: FastHistogram = new FastHistogram([]),
  ) {
    this.#database = database;
    this.#statements = new Statements(database);
    this.#send = send;
    this.#commitSeconds = commitSeconds;
  }

  accept(requests: Request[]): void {
    for (const request of requests) {
      const transaction = 'transaction' in request ? request.transaction : undefined;
      if (transaction === undefined) this.#queue.push(request as Job);
      else this.#acceptStatement(transaction, request);
    }
    this.#pump();
  }

  #acceptStatement(transaction: number, request: Request): void {
    let job = this.#interactive.get(transaction);
    if (!job) {
      // The rest of an aborted transaction must not be committed.
      job = { transaction, requests: [], failed: this.#forgotten.has(transaction) };
      this.#interactive.set(transaction, job);
      this.#queue.push(job);
    }
    job.requests.push(request);
  }

  #pump(): void {
    for (;;) {
      if (this.#active) {
        if (!this.#continueInteractive(this.#active)) return;
      } else {
        const job = this.#queue.shift();
        if (!job) break;
        if (isEmptyLog(job)) {
          this.#emptyLog(job);
          continue;
        }
        if (!this.#beginGroup(job)) continue;
        if (isInteractive(job)) this.#startInteractive(job);
        else this.#runJob(job);
      }
      if (!this.#active && this.#isGroupFull) this.#commitGroup();
    }
    if (this.#inGroup) this.#commitGroup();
    else this.#acknowledge();
  }

  /** Runs between two groups, because the log cannot be emptied inside a transaction. */
  #emptyLog({ id, salts }: EmptyLog): void {
    if (this.#inGroup) this.#commitGroup();
    this.#database.exec(`pragma busy_timeout = ${erasureTimeoutMs}`);
    try {
      this.#unused ??= new UnusedSpace(this.#database);
      this.#send([{ id, value: this.#unused.overwriteChanged(salts) }]);
    } catch (error) {
      this.#send([failure(id, error)]);
    } finally {
      this.#database.exec(`pragma busy_timeout = ${this.#timeoutMs}`);
    }
  }

  get #isGroupFull(): boolean {
    const replies = this.#acknowledgements.length;
    return replies >= groupLimit || (replies > 0 && performance.now() - this.#groupBegan > groupLimitMs);
  }

  #beginGroup(job: Job): boolean {
    if (this.#inGroup) return true;
    try {
      this.#statements.of('begin immediate').run();
      this.#inGroup = true;
      this.#groupBegan = performance.now();
      this.#beginWithin(lockTimeoutMs.first);
      return true;
    } catch (error) {
      this.#beginWithin(lockTimeoutMs.again);
      // Another process has locked the file. All jobs are refused together. Otherwise, the jobs would time out one
      // after the other.
      for (const each of [job, ...this.#queue.splice(0)]) this.#refuse(each, error);
      return false;
    }
  }

  #beginWithin(milliseconds: number): void {
    if (this.#timeoutMs === milliseconds) return;
    this.#timeoutMs = milliseconds;
    this.#database.exec(`pragma busy_timeout = ${milliseconds}`);
  }

  #refuse(job: Job, error: unknown): void {
    if (isInteractive(job)) this.#forget(job, error);
    else this.#send([failure(job.id, error)]);
  }

  #commitGroup(): void {
    try {
      this.#statements.of('commit').run();
      this.#inGroup = false;
      this.#commitSeconds.observe((performance.now() - this.#groupBegan) / 1000);
    } catch (error) {
      if (this.#database.isTransaction) this.#statements.of('rollback').run();
      this.#groupLost(error);
    }
    this.#acknowledge();
  }

  /** Nothing of the group was stored, so jobs of the group that had succeeded get an error too. */
  #groupLost(error: unknown): void {
    this.#inGroup = false;
    this.#acknowledgements = this.#acknowledgements.map((reply) =>
      'error' in reply ? reply : failure(reply.id, error),
    );
  }

  #acknowledge(): void {
    if (this.#acknowledgements.length > 0) this.#send(this.#acknowledgements);
    this.#acknowledgements = [];
  }

  #runJob(job: Single): void {
    this.#statements.of('savepoint job').run();
    try {
      const value = job.kind === 'call' ? this.#call(job.procedure, job.input) : this.#execute(job);
      this.#statements.of('release job').run();
      this.#acknowledgements.push({ id: job.id, value });
    } catch (error) {
      this.#undo(error);
      this.#acknowledgements.push(failure(job.id, error));
    }
  }

  #startInteractive(job: Interactive): void {
    this.#statements.of('savepoint job').run();
    this.#active = job;
  }

  /** True if the transaction has ended and the next job may run. */
  #continueInteractive(job: Interactive): boolean {
    clearTimeout(this.#silence);
    for (let request = job.requests.shift(); request; request = job.requests.shift()) {
      if (request.kind === 'commit' || request.kind === 'rollback') {
        this.#endInteractive(job, request);
        return true;
      }
      if ('sql' in request) this.#runStatement(job, request);
    }
    this.#silence = setTimeout(() => this.#abandon(job), silenceLimitMs);
    return false;
  }

  /** Replies at once, because the work needs the rows to continue. */
  #runStatement(job: Interactive, request: Extract<Request, { sql: string }>): void {
    try {
      if (job.failed || !this.#database.isTransaction)
        throw new Error(
          'This transaction can only be rolled back, because one of its earlier statements failed.',
        );
      this.#send([{ id: request.id, value: this.#execute(request) }]);
    } catch (error) {
      job.failed = true;
      if (!this.#database.isTransaction) this.#groupLost(error);
      this.#send([failure(request.id, error)]);
    }
  }

  #endInteractive(job: Interactive, request: Extract<Request, { kind: 'commit' | 'rollback' }>): void {
    this.#active = undefined;
    this.#interactive.delete(job.transaction);
    this.#forgotten.delete(job.transaction);
    try {
      if (request.kind === 'commit') {
        if (job.failed)
          throw new Error('This transaction was rolled back, because one of its statements failed.');
        const value = request.procedure ? this.#call(request.procedure, request.input) : undefined;
        this.#statements.of('release job').run();
        this.#acknowledgements.push({ id: request.id, value });
        return;
      }
      this.#undo(new Error('The disk is full or has failed, so the whole group was rolled back.'));
      this.#acknowledgements.push({ id: request.id, value: undefined });
    } catch (error) {
      this.#undo(error);
      this.#acknowledgements.push(failure(request.id, error));
    }
  }

  #abandon(job: Interactive): void {
    if (this.#active !== job) return;
    this.#active = undefined;
    const error = new Error(
      'The transaction sent no statement for 10 s and was rolled back. Code in a transaction must await only the statements of that transaction.',
    );
    this.#undo(error);
    this.#forget(job, error);
    this.#pump();
  }

  #forget(job: Interactive, error: unknown): void {
    // Later messages of this transaction open a new job with the same number. The number is remembered, so that the
    // commit of that job fails too.
    const ended = job.requests.some(({ kind }) => kind === 'commit' || kind === 'rollback');
    if (ended) this.#forgotten.delete(job.transaction);
    else this.#forgotten.add(job.transaction);
    this.#send(job.requests.map((request) => failure(request.id, error)));
    job.requests = [];
    this.#interactive.delete(job.transaction);
  }

  #undo(error: unknown): void {
    // If the disk is full or fails, SQLite may already have rolled everything back.
    if (!this.#database.isTransaction) {
      if (this.#inGroup) this.#groupLost(error);
      return;
    }
    this.#statements.of('rollback to job').run();
    this.#statements.of('release job').run();
  }

  #execute(request: { kind: 'all' | 'run'; sql: string; parameters: readonly Value[] }): unknown {
    const statement = this.#statements.of(request.sql);
    if (request.kind === 'all') return statement.all(...request.parameters);
    return Number(statement.run(...request.parameters).changes);
  }

  #call(name: ProcedureName, input: unknown): unknown {
    return procedures[name](this.#statements, input as never);
  }
}

export function failure(id: number, error: unknown): Reply {
  const { message, code, errcode, errstr } = error as Partial<SqliteError> & Error;
  return { id, error: { message: errstr ? `${message} (${errstr})` : message, code, errcode } };
}
