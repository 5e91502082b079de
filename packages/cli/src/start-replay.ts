import { plural } from '@winkwire/contract/plural';
import type { Replay, ReplayPreview } from '@winkwire/contract/resources';
import type { Command } from 'commander';
import { clientOf } from './api-client.ts';

export interface ReplayPeriod {
  since?: string | undefined;
  until?: string | undefined;
}

interface ReplayRequest {
  webhook: string;
  /** The kind of the replay, which is also the last part of the operation's path. */
  kind: 'rewind' | 'recover' | 'backfill';
  range: ReplayPeriod & { sequence?: number | undefined };
  dryRun: boolean;
}

const kinds: Record<ReplayRequest['kind'], Replay['kind']> = {
  rewind: 'REWIND',
  recover: 'RECOVER',
  backfill: 'REPLAY',
};

/**
 * Starts a replay, and prints its id and range. With `dryRun`, only prints how many deliveries the replay would send,
 * and how long this would take.
 */
export async function startReplay(
  command: Command,
  { webhook, kind, range, dryRun }: ReplayRequest,
): Promise<void> {
  const path = `/webhooks/${encodeURIComponent(webhook)}`;
  const client = clientOf(command);
  if (dryRun) {
    const query = { kind: kinds[kind], ...range };
    const preview = await client.request<ReplayPreview>('GET', `${path}/replays/preview`, { query });
    process.stdout.write(`${previewText(kind, preview)}\n`);
    return;
  }
  const { id, state, progress } = await client.request<Replay>('POST', `${path}/${kind}`, { body: range });
  process.stdout.write(`${id}: ${kind} ${rangeOf(progress)}, ${state.toLowerCase()}\n`);
}

function previewText(kind: string, { deliveries, exact, estimatedSeconds }: ReplayPreview): string {
  const count = `${exact ? '' : 'about '}${plural(deliveries, 'delivery', 'deliveries')}`;
  return `${kind} would send ${count}, in about ${estimatedSeconds} s. Nothing was sent.`;
}

function rangeOf({ unit, at, of }: Replay['progress']): string {
  const [from, to] = [at, of].map((value) =>
    unit === 'MILLISECONDS' ? new Date(value).toISOString() : value,
  );
  return `from ${from} through ${to}`;
}
