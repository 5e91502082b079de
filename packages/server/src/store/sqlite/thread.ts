import { DatabaseSync } from 'node:sqlite';
import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { CommitFigures } from '../../metrics/commit-figures.ts';
import { Checkpointer, erasureTimeoutMs } from './checkpointer.ts';
import type { CheckpointerRequest, Reply, Request, ThreadData } from './messages.ts';
import { Statements } from './statements.ts';
import { untilFree } from './until-free.ts';
import { failure, lockTimeoutMs, Writer } from './writer.ts';

/* The database threads: one writes, one only reads, and one moves the write-ahead log into the database file. */

const { file, role, figures } = workerData as ThreadData;
const port = parentPort as MessagePort;
const database = open();
const send = (replies: Reply[]): void => port.postMessage(replies);
const accept = { writer: acceptWrites, reader: acceptReads, checkpointer: acceptErasures }[role]();

port.on('message', (requests: Request[]) => {
  // All requests that have arrived are accepted together, so that the writer can commit them in one group.
  const arrived = [requests];
  for (let more = receiveMessageOnPort(port); more; more = receiveMessageOnPort(port))
    arrived.push(more.message);
  accept(arrived.flat());
});

function open(): DatabaseSync {
  const database = new DatabaseSync(file, { readOnly: role === 'reader' });
  // The timeout is set first, because another connection may be recovering the write-ahead log.
  database.exec(
    `pragma busy_timeout = ${lockTimeoutMs.first}; pragma cache_size = -65536; pragma temp_store = memory`,
  );
  if (role !== 'reader') {
    untilFree(() => database.exec('pragma journal_mode = wal'));
    // Each commit reaches the disk before it is acknowledged. With `normal`, power cuts lost thousands of rows.
    database.exec('pragma synchronous = full; pragma wal_autocheckpoint = 0');
  }
  // Overwrites deleted bytes, even on pages that become free. An expiring row then costs 11 µs of CPU instead of 10 µs.
  if (role === 'writer') database.exec('pragma foreign_keys = on; pragma secure_delete = on');
  if (role === 'checkpointer') database.exec(`pragma busy_timeout = ${erasureTimeoutMs}`);
  return database;
}

function acceptWrites(): (requests: Request[]) => void {
  const writer = new Writer(database, send, new CommitFigures(figures).seconds);
  return (requests) => writer.accept(requests);
}

function acceptErasures(): (requests: (Request | CheckpointerRequest)[]) => void {
  const checkpointer = new Checkpointer(database);
  checkpointer.start();
  return (requests) =>
    send(requests.map((request) => overwrite(checkpointer, request as CheckpointerRequest)));
}

function overwrite(checkpointer: Checkpointer, { id, kind }: CheckpointerRequest): Reply {
  try {
    return { id, value: kind === 'resume' ? checkpointer.resume() : checkpointer.overwriteUnused() };
  } catch (error) {
    return failure(id, error);
  }
}

function acceptReads(): (requests: Request[]) => void {
  const statements = new Statements(database);
  return (requests) => send(requests.map((request) => read(statements, request)));
}

function read(statements: Statements, request: Request): Reply {
  try {
    if (request.kind !== 'all') throw new Error('This connection is read-only.');
    return { id: request.id, value: statements.of(request.sql).all(...request.parameters) };
  } catch (error) {
    return failure(request.id, error);
  }
}
