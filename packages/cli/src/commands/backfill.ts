import { Command } from 'commander';
import { addClientFlags } from '../api-client.ts';
import { startReplay } from '../start-replay.ts';
import { timeFlag } from '../time-flag.ts';

const description = `Deliver events that a webhook was never given.

A webhook misses events that happened before it was registered, or that its settings did not match at the time. This
command delivers those since --since TIME that match now.
Exit codes: 0 scheduled, 1 the server refused, 2 wrong flags.`;

export const backfillCommand = (): Command =>
  addClientFlags(
    new Command('backfill')
      .description(description)
      .argument('<webhook>', 'the webhook, wh-...')
      .requiredOption('--since <time>', 'a time or a day, such as 2026-04-21T09:30:00Z', timeFlag),
  ).action((webhook: string, { since }: { since: string }, command: Command) =>
    startReplay(command, { webhook, kind: 'backfill', body: { since } }),
  );
