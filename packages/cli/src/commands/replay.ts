import type { Replay } from '@winkwire/contract/resources';
import { Command, InvalidArgumentError } from 'commander';
import { addClientFlags, clientOf } from '../api-client.ts';
import { CommandFailure } from '../tell-failure.ts';

const description = `Deliver events of an endpoint again, under the same ids and sequence numbers.

--after N rewinds: everything after sequence number N. --since TIME recovers: what failed since then.
Exit codes: 0 scheduled, 1 the server refused, 2 wrong flags.`;

interface Options {
  after?: number;
  since?: string;
}

export const replayCommand = (): Command =>
  addClientFlags(
    new Command('replay')
      .description(description)
      .argument('<webhook>', 'the endpoint, wh-...')
      .option('--after <sequence>', 'rewind to this sequence number; 0 is the beginning', wholeNumber)
      .option('--since <time>', 'recover since this time, such as 2026-04-21T09:30:00Z'),
  ).action((webhook: string, _options, command: Command) => replay(webhook, command));

export async function replay(webhook: string, command: Command): Promise<void> {
  const { after, since } = command.opts<Options>();
  if ((after === undefined) === (since === undefined)) {
    throw new CommandFailure('say either --after SEQUENCE or --since TIME.', 2);
  }
  const [verb, body] = after === undefined ? ['recover', { since }] : ['rewind', { sequence: after }];
  const started = await clientOf(command).request<Replay>(
    'POST',
    `/v1/webhooks/${encodeURIComponent(webhook)}/${verb}`,
    body,
  );
  process.stdout.write(
    `${started.id}: ${started.kind.toLowerCase()} from ${started.position} through ${started.through}, ${started.state.toLowerCase()}\n`,
  );
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0)
    throw new InvalidArgumentError('It has to be a whole number.');
  return value;
}
