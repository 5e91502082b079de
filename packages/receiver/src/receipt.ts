import type { EventBody } from '@winkwire/contract';
import type { WebhookError } from './webhook-error.ts';

/** How to respond to a request, and why. */
export interface Receipt {
  /** The HTTP status to send. */
  status: number;
  /** A text for the sender's attempt log. It does not contain what your code has thrown. */
  message: string;
  /** Null if the request was refused. */
  event: EventBody | null;
  /** Whether an earlier request has called the handlers for this event. False if they are still running. */
  duplicate: boolean;
  /** Why the request was refused, or what the handlers or `deduplicate` threw. Null if nothing has failed. */
  error: WebhookError | AggregateError | null;
}

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
  if (error) return { status: 500, message: 'Handling the event failed.', event, duplicate, error };
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
