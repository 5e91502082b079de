import { describeFailure } from '@winkwire/contract/delivery-failures';
import type { EventType } from '@winkwire/contract/event-types';
import { exampleBody } from '@winkwire/contract/events';
import type { TestAnswer } from '@winkwire/contract/resources/reconciliation';
import { timestamp } from '@winkwire/contract/timestamp';
import type { Endpoint } from '../domain/endpoint.ts';
import { mask } from '../domain/mask.ts';
import { findEndpoint } from '../domain/webhooks.ts';
import { asObject, deliveryHeaders } from '../pipeline/deliver/delivery-headers.ts';
import { egressOf, guardPolicy } from '../pipeline/deliver/egress/egress-config.ts';
import { Sender } from '../pipeline/deliver/sender.ts';
import { newEventId } from '../pipeline/event-log/new-event-id.ts';
import type { AttemptResponse } from '../pipeline/model/attempt-outcome.ts';
import { asciiJson } from '../platform/ascii-json.ts';
import type { Caller } from '../platform/caller.ts';
import type { Services } from '../platform/services.ts';

/** Sends an example event to an endpoint and waits for the response. Neither the event nor the attempt is stored. */
export async function testWebhook(
  { config, log, now, secrets, store }: Pick<Services, 'config' | 'log' | 'now' | 'secrets' | 'store'>,
  caller: Caller,
  { id, eventType }: { id: string; eventType: EventType },
): Promise<TestAnswer> {
  const endpoint = await findEndpoint({ queries: store, box: secrets }, caller, id);
  const eventId = newEventId(now());
  const body = asciiJson({ ...exampleBody(eventType), id: eventId, createdAt: timestamp(now()) });
  const delivery = {
    tenantId: caller.tenantId,
    webhookId: id,
    // A test event is not in the event log, so it has no sequence.
    sequence: 0,
    eventId,
    type: eventType,
    sourceId: id,
    userId: null,
    sessionId: null,
    body,
    attempts: 0,
    attemptsBefore: 0,
    dueAt: null,
    createdAt: now(),
  };
  const sender = new Sender({
    guard: guardPolicy(config),
    egress: {
      ...egressOf(config),
      failed: ({ message }) => log.warn({ reason: message, failures: 1 }, 'egress.failed'),
    },
  });
  try {
    const response = await new Promise<AttemptResponse>((resolve) =>
      sender.send(endpoint, delivery, resolve),
    );
    const { status, error, cause, durationMs, body: responseBody } = response;
    return {
      delivered: status !== null && status >= 200 && status <= 299,
      status,
      error,
      cause,
      errorMessage: error === null ? null : (describeFailure(error, cause) ?? null),
      durationMs,
      responseBody,
      body,
      headers: asObject(deliveryHeaders(masked(endpoint), delivery, now())),
    };
  } finally {
    await sender.close();
  }
}

/** Customers often put credentials in headers, so the header values are masked. */
const masked = (endpoint: Endpoint): Endpoint => ({
  ...endpoint,
  headers: endpoint.headers.map((text, index) => (index % 2 === 0 ? text : mask)),
});
