import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mostEventsOfBatch } from '@winkwire/contract/publish-limits';
import type { BatchedEvent, PublishedBatch } from '@winkwire/contract/resources';
import type { Command } from 'commander';
import { addClientFlags, clientOf } from '../api-client.ts';
import { CommandFailure } from '../command-failure.ts';
import { createCommand } from '../create-command.ts';
import { retryWhileUnavailable } from '../retry-while-unavailable.ts';

const description = `Publish the events of a file, in their order and in batches. The file has one event on each line:

  {"type":"RECORD_CREATED","data":{"recordId":"rec-1","recordType":null},"idempotencyKey":"rec-1-created"}

Without FILE, the events are read from the standard input. An event with an idempotencyKey is published once, even if the
command is repeated. For each refused event, the number of its line and the reason are printed. The other events are not
affected.

Exit codes: 0 all published, 1 the server refused one or more, 2 wrong flags, a file that cannot be
read, or a line that is not UTF-8 or not a JSON object.`;

/**
 * The maximum length of a batch, in characters of up to three bytes each. A server accepts bodies of up to 1 MB by
 * default.
 */
const longestBatch = 250_000;

export const publishCommand = (): Command =>
  addClientFlags(
    createCommand('publish', description).argument(
      '[file]',
      'a file of NDJSON; without it the standard input',
    ),
  ).action((file: string | undefined, _options, command: Command) => publish(file, command));

interface Line {
  number: number;
  event: BatchedEvent;
}

export async function publish(file: string | undefined, command: Command): Promise<void> {
  const client = clientOf(command);
  const totals = { stored: 0, repeated: 0, refused: 0 };
  for await (const batch of batchesOf(file)) {
    const body = batch.map(({ event }) => event);
    const published = await retryWhileUnavailable(() => client.call('POST /events/batch', { body }));
    for (const name of ['stored', 'repeated', 'refused'] as const) totals[name] += published[name];
    printRefused(batch, published);
  }
  process.stdout.write(`${totals.stored} stored, ${totals.repeated} repeated, ${totals.refused} refused\n`);
  if (totals.refused > 0) process.exitCode = 1;
}

async function* batchesOf(file: string | undefined): AsyncGenerator<Line[]> {
  // A batch is sent again after a broken connection. With an idempotency key, no event is stored twice.
  const run = randomUUID();
  let batch: Line[] = [];
  let characters = 0;
  let number = 0;
  let isFirstBatch = true;
  for await (const bytes of linesOf(file)) {
    number++;
    const place = () => ({ number, firstUnpublished: isFirstBatch ? 1 : (batch[0]?.number ?? number) });
    const text = textOf(bytes, place);
    if (text.trim() === '') continue;
    if (batch.length === mostEventsOfBatch || (batch.length > 0 && characters + text.length > longestBatch)) {
      yield batch;
      isFirstBatch = false;
      batch = [];
      characters = 0;
    }
    const event = eventOf(text, place);
    batch.push({ number, event: { ...event, idempotencyKey: event.idempotencyKey ?? `${run}-${number}` } });
    characters += text.length;
  }
  if (batch.length > 0) yield batch;
}

/** As bytes. Only a line feed ends a line, as in NDJSON. */
async function* linesOf(file: string | undefined): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  try {
    for await (const chunk of file === undefined ? process.stdin : createReadStream(file)) {
      let bytes: Buffer = chunk;
      for (let end = bytes.indexOf(lineFeed); end >= 0; end = bytes.indexOf(lineFeed)) {
        yield Buffer.concat([...rest, bytes.subarray(0, end)]);
        rest = [];
        bytes = bytes.subarray(end + 1);
      }
      rest.push(bytes);
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new CommandFailure(`${file ?? 'the standard input'} cannot be read (${error.code}).`, 2);
  }
  yield Buffer.concat(rest);
}

const lineFeed = 0x0a;

/** A line that cannot be published, and the first line that has not been published yet. */
interface Place {
  number: number;
  firstUnpublished: number;
}

/** Decodes a line. Without `fatal`, bytes that are not UTF-8 would become U+FFFD. */
function textOf(bytes: Buffer, place: () => Place): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw wrongLine('UTF-8. Save the file as UTF-8', place());
  }
}

function eventOf(text: string, place: () => Place): BatchedEvent {
  try {
    const event: unknown = JSON.parse(text);
    if (typeof event === 'object' && event !== null && !Array.isArray(event)) return event as BatchedEvent;
  } catch {
    // Text that is not JSON leads to the error below, like JSON that is not an object.
  }
  throw wrongLine('a JSON object. Put each event on one line', place());
}

function wrongLine(what: string, { number, firstUnpublished }: Place): CommandFailure {
  const published =
    firstUnpublished === 1
      ? 'Nothing has been published'
      : `Only the lines before line ${firstUnpublished} have been published`;
  return new CommandFailure(`line ${number} is not ${what}. ${published}.`, 2);
}

function printRefused(batch: readonly Line[], { results }: PublishedBatch): void {
  for (const [index, { error }] of results.entries()) {
    if (error) process.stderr.write(`line ${batch[index]?.number}: ${error.message}\n`);
  }
}
