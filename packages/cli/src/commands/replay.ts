import type { Command } from 'commander';
import { addClientFlags } from '../api-client.ts';
import { CommandFailure } from '../command-failure.ts';
import { createCommand } from '../create-command.ts';
import { sequenceFlag } from '../sequence-flag.ts';
import { type ReplayPeriod, startReplay } from '../start-replay.ts';
import { timeFlag } from '../time-flag.ts';

const description = `Redeliver events of a webhook, under the same ids and sequence numbers.

--since TIME recovers the deliveries since then that have failed: those that were given up, and those that wait for
another attempt. With --all it redelivers everything since then. --after N redelivers everything after sequence
number N. --until TIME leaves out everything from TIME on, and --dry-run only counts. To deliver what the webhook was
never given, use \`winkwire backfill\`.

Exit codes: 0 scheduled or counted, 1 the server refused or did not respond, 2 wrong flags.`;

interface Options extends ReplayPeriod {
  after?: number;
  all?: true;
  dryRun?: true;
  missing?: true;
}

export const replayCommand = (): Command =>
  addClientFlags(
    createCommand('replay', description)
      .argument('<webhook>', 'the webhook, wh-...')
      .option(
        '--since <time>',
        'only deliveries created at or after this time or day, such as 2026-04-21T09:30:00Z',
        timeFlag,
      )
      .option('--until <time>', 'only deliveries created before this time or day', timeFlag)
      .option('--all', 'also redeliver what was already delivered')
      .option(
        '--after <sequence>',
        'redeliver everything after this sequence number; 0 is the beginning',
        sequenceFlag,
      )
      .option('--dry-run', 'count what would be sent, and send nothing')
      .option('--missing', 'deprecated: use `winkwire backfill WEBHOOK --since TIME`'),
  ).action((webhook: string, options: Options, command: Command) => replay(webhook, options, command));

async function replay(webhook: string, options: Options, command: Command): Promise<void> {
  const { after, since, until, all = false, dryRun = false, missing = false } = options;
  if ((after === undefined) === (since === undefined)) {
    throw new CommandFailure('give either --after SEQUENCE or --since TIME.', 2);
  }
  if (missing && since === undefined) throw new CommandFailure('--missing requires --since TIME.', 2);
  if (all && since === undefined) throw new CommandFailure('--all requires --since TIME.', 2);
  if (missing) {
    process.stderr.write('--missing is deprecated: use `winkwire backfill WEBHOOK --since TIME`.\n');
  }
  const isRewind = all || after !== undefined;
  const kind = missing ? 'backfill' : isRewind ? 'rewind' : 'recover';
  await startReplay(command, { webhook, kind, dryRun, range: { sequence: after, since, until } });
}
