import type { Replay } from '@winkwire/contract/resources';
import { Command, InvalidArgumentError } from 'commander';
import { addClientFlags, clientOf } from '../api-client.ts';
import { CommandFailure } from '../tell-failure.ts';
import { timeFlag } from '../time-flag.ts';

const description = `Deliver events of an endpoint again, under the same ids and sequence numbers.

--after N rewinds: everything after sequence number N. --since TIME recovers: what failed since then. With --missing,
--since TIME delivers what the endpoint was never given, because it was registered or widened later.
Exit codes: 0 scheduled, 1 the server refused, 2 wrong flags.`;

interface Options {
  after?: number;
  since?: string;
  missing?: true;
}

export const replayCommand = (): Command =>
  addClientFlags(
    new Command('replay')
      .description(description)
      .argument('<webhook>', 'the endpoint, wh-...')
      .option('--after <sequence>', 'rewind to this sequence number; 0 is the beginning', wholeNumber)
      .option('--since <time>', 'recover since this time or day, such as 2026-04-21T09:30:00Z', timeFlag)
      .option('--missing', 'with --since: what was never given instead of what failed'),
  ).action((webhook: string, _options, command: Command) => replay(webhook, command));

export async function replay(webhook: string, command: Command): Promise<void> {
  const { path, body } = requestOf(command.opts<Options>());
  const started = await clientOf(command).request<Replay>(
    'POST',
    `/v1/webhooks/${encodeURIComponent(webhook)}/${path}`,
    body,
  );
  const { id, kind, state } = started;
  process.stdout.write(`${id}: ${kind.toLowerCase()} ${rangeOf(started)}, ${state.toLowerCase()}\n`);
}

function requestOf({ after, since, missing }: Options): { path: string; body: object } {
  if ((after === undefined) === (since === undefined)) {
    throw new CommandFailure('say either --after SEQUENCE or --since TIME.', 2);
  }
  if (since !== undefined) return { path: missing ? 'replay' : 'recover', body: { since } };
  if (missing) throw new CommandFailure('--missing goes with --since TIME.', 2);
  return { path: 'rewind', body: { sequence: after } };
}

/** Sequence numbers; times where it is about events that have none yet. */
function rangeOf({ kind, position, through }: Replay): string {
  const [from, to] = [position, through].map((at) => (kind === 'REPLAY' ? new Date(at).toISOString() : at));
  return `from ${from} through ${to}`;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value))
    throw new InvalidArgumentError('It has to be a whole number.');
  return value;
}
