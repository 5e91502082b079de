import { type Client, ClientError } from '@winkwire/contract/client';
import type { PulledEvent, PulledEvents } from '@winkwire/contract/resources';
import { retryWhileUnavailable } from './retry-while-unavailable.ts';

export type Pull = (after: number, size: number) => Promise<PulledEvents>;

/** If an event has expired or is damaged, the error names the flag that skips this event. */
export async function pullEvents(
  client: Client,
  id: string,
  query: { after: number; size: number },
): Promise<PulledEvents> {
  try {
    return await retryWhileUnavailable(() =>
      client.call('GET /webhooks/{id}/events', { path: { id }, query }),
    );
  } catch (error) {
    const next = nextAfter(error);
    if (next === undefined) throw error;
    const { message } = error as ClientError;
    const hint = `Nothing after sequence ${query.after} was forwarded. To continue after sequence ${next}, run the command again with --after ${next}.`;
    throw new ClientError({ ...(error as ClientError), message: `${message}\n  ${hint}` });
  }
}

/** The id of the event with this sequence. Null if there is none, or if it has expired or is damaged. */
export async function eventIdAt(sequence: number, pull: Pull): Promise<string | null> {
  if (sequence === 0) return null;
  try {
    const event = (await pull(sequence - 1, 1)).items[0];
    return event?.sequence === sequence ? idOf(event) : null;
  } catch (error) {
    if (nextAfter(error) === undefined) throw error;
    return null;
  }
}

export const idOf = ({ headers }: PulledEvent): string | null => headers['webhook-id'] ?? null;

/** The error for an expired or damaged event says after which sequence pulling can continue. */
const nextAfter = (error: unknown): string | undefined =>
  error instanceof ClientError ? /\bafter=(\d+)/.exec(error.message)?.[1] : undefined;
