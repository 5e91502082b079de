import type { EventBody } from '@winkwire/contract';
import type { WebhookError } from './webhook-error.ts';

/** What to answer to a request, and why. */
export interface Receipt {
  status: number;
  /** For the sender's attempt log: one sentence that tells nothing about your code. */
  message: string;
  /** Null when the request was refused. */
  event: EventBody | null;
  /** True when the event was handled before, and no handler ran. */
  duplicate: boolean;
  error: WebhookError | AggregateError | null;
}

/** How the handlers of an event ended. */
export interface Ending {
  duplicate: boolean;
  error: AggregateError | null;
}

export const refused = (error: WebhookError): Receipt => ({
  status: error.status,
  message: error.message,
  event: null,
  duplicate: false,
  error,
});

export function ended(event: EventBody, { duplicate, error }: Ending): Receipt {
  if (error) return { status: 500, message: 'A handler failed.', event, duplicate, error };
  const message = duplicate ? 'This event was handled before.' : 'Handled.';
  return { status: 200, message, event, duplicate, error };
}

export const stillRunning = (event: EventBody, whenSlow: 'retry' | 'accept'): Receipt => ({
  status: whenSlow === 'accept' ? 202 : 503,
  message: 'Handlers still run.',
  event,
  duplicate: false,
  error: null,
});
