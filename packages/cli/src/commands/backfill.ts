import type { Command } from 'commander';
import { addClientFlags } from '../api-client.ts';
import { createCommand } from '../create-command.ts';
import { type ReplayPeriod, startReplay } from '../start-replay.ts';
import { timeFlag } from '../time-flag.ts';

const description = `Deliver events that a webhook was never given.

A webhook misses events that happened before it was registered, or that its settings did not match at the time. This
command delivers those missed events that the webhook's settings match now. --since TIME leaves out everything before
TIME, --until TIME leaves out everything from TIME on, and --dry-run only counts.

Exit codes: 0 scheduled or counted, 1 the server refused or did not respond, 2 wrong flags.`;

interface Options extends ReplayPeriod {
  dryRun?: boolean;
}

export const backfillCommand = (): Command =>
  addClientFlags(
    createCommand('backfill', description)
      .argument('<webhook>', 'the webhook, wh-...')
      .requiredOption(
        '--since <time>',
        'only events at or after this time or day, such as 2026-04-21T09:30:00Z',
        timeFlag,
      )
      .option('--until <time>', 'only events before this time or day', timeFlag)
      .option('--dry-run', 'count what would be sent, and send nothing'),
  ).action((webhook: string, { dryRun = false, since, until }: Options, command: Command) =>
    startReplay(command, { webhook, kind: 'backfill', dryRun, range: { since, until } }),
  );
