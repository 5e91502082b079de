import type { Replay } from '@winkwire/contract/resources';
import type { Command } from 'commander';
import { clientOf } from './api-client.ts';

interface ReplayRequest {
  webhook: string;
  /** The last part of the path. */
  kind: 'rewind' | 'recover' | 'backfill';
  body: object;
}

/** Starts a rewind, recovery or backfill, and prints its id and range. */
export async function startReplay(command: Command, { webhook, kind, body }: ReplayRequest): Promise<void> {
  const path = `/webhooks/${encodeURIComponent(webhook)}/${kind}`;
  const { id, state, progress } = await clientOf(command).request<Replay>('POST', path, { body });
  process.stdout.write(`${id}: ${kind} ${rangeOf(progress)}, ${state.toLowerCase()}\n`);
}

function rangeOf({ unit, at, of }: Replay['progress']): string {
  const [from, to] = [at, of].map((value) =>
    unit === 'MILLISECONDS' ? new Date(value).toISOString() : value,
  );
  return `from ${from} through ${to}`;
}
