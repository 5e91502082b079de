import { Command, InvalidArgumentError } from 'commander';
import { addClientFlags } from '../api-client.ts';
import { CommandFailure } from '../command-failure.ts';
import { startReplay } from '../start-replay.ts';
import { timeFlag } from '../time-flag.ts';

const description = `Redeliver events of a webhook, under the same ids and sequence numbers.

--after N rewinds: it redelivers everything after sequence number N. --since TIME recovers: it redelivers what has
failed since then. To deliver what the webhook was never given, use \`winkwire backfill\`.
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
      .argument('<webhook>', 'the webhook, wh-...')
      .option('--after <sequence>', 'rewind to this sequence number; 0 is the beginning', wholeNumber)
      .option('--since <time>', 'recover since this time or day, such as 2026-04-21T09:30:00Z', timeFlag)
      .option('--missing', 'deprecated: use `winkwire backfill WEBHOOK --since TIME`'),
  ).action((webhook: string, options: Options, command: Command) => replay(webhook, options, command));

async function replay(webhook: string, { after, since, missing }: Options, command: Command): Promise<void> {
  if ((after === undefined) === (since === undefined)) {
    throw new CommandFailure('give either --after SEQUENCE or --since TIME.', 2);
  }
  if (missing && since === undefined) throw new CommandFailure('--missing goes with --since TIME.', 2);
  if (missing) {
    process.stderr.write('--missing is deprecated: use `winkwire backfill WEBHOOK --since TIME`.\n');
    return startReplay(command, { webhook, kind: 'backfill', body: { since } });
  }
  return since === undefined
    ? startReplay(command, { webhook, kind: 'rewind', body: { sequence: after } })
    : startReplay(command, { webhook, kind: 'recover', body: { since } });
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value))
    throw new InvalidArgumentError('It must be a whole number.');
  return value;
}
