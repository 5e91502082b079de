import type { EventBody } from '@winkwire/contract';
import type { WebhookError } from './webhook-error.ts';

/** How to respond to a request, and why. */
export interface Receipt {
  /** The HTTP status of the response. */
  status: number;
  /** One sentence for the sender's attempt log. It discloses nothing about your code. */
  message: string;
  /** Null when the request was refused. */
  event: EventBody | null;
  /** True when the event had been handled before, so that no handler ran. */
  duplicate: boolean;
  /** Why the request was refused, or the failures of the handlers. */
  error: WebhookError | AggregateError | null;
}

/** How the handling of an event ended. */
export interface HandlingResult {
  duplicate: boolean;
  error: AggregateError | null;
}

export const refusedReceipt = (error: WebhookError): Receipt => ({
  status: error.status,
  message: error.message,
  event: null,
  duplicate: false,
  error,
});

export function handledReceipt(event: EventBody, { duplicate, error }: HandlingResult): Receipt {
  if (error) return { status: 500, message: 'A handler failed.', event, duplicate, error };
  const message = duplicate ? 'This event was handled before.' : 'Handled.';
  return { status: 200, message, event, duplicate, error };
}

export const stillRunningReceipt = (event: EventBody, whenSlow: 'retry' | 'accept'): Receipt => ({
  status: whenSlow === 'accept' ? 202 : 503,
  message: 'Handlers are still running.',
  event,
  duplicate: false,
  error: null,
});
