import type { Endpoint } from '../../domain/endpoint.ts';
import type { Attributes, Tracing } from '../../tracing/tracing.ts';
import type { AttemptResponse } from '../model/attempt-outcome.ts';
import type { QueuedDelivery } from '../model/queued-delivery.ts';

/** Begins the attempt's span as a child of the span that caused the event. `andThen` ends the attempt's span. */
export function traceAttempt(
  tracing: Tracing,
  endpoint: Endpoint,
  delivery: QueuedDelivery,
): {
  traceparent: string;
  andThen(done: (response: AttemptResponse) => void): (response: AttemptResponse) => void;
} {
  const { traceparent, end } = tracing.begin({
    name: `deliver ${delivery.type}`,
    kind: 'client',
    parent: delivery.traceparent ?? null,
    attributes: {
      'http.request.method': 'POST',
      'server.address': new URL(endpoint.origin).hostname,
      'winkwire.event_id': delivery.eventId,
      'winkwire.webhook_id': delivery.webhookId,
      'winkwire.sequence': delivery.sequence,
      'winkwire.attempt': delivery.attempts + 1,
    },
  });
  return {
    traceparent,
    andThen: (done) => (response) => {
      end(outcomeOf(response));
      done(response);
    },
  };
}

function outcomeOf({ status, error }: AttemptResponse): {
  attributes: Attributes;
  error: string | undefined;
} {
  const failed = status === null || status < 200 || status > 299;
  const reason = failed ? (error ?? String(status)) : undefined;
  return {
    attributes: { 'http.response.status_code': status ?? undefined, 'error.type': reason },
    error: reason,
  };
}
