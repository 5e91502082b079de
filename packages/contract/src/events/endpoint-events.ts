import Type from 'typebox';
import { exampleId, exampleTime } from '../schema/example-ids.ts';
import { count, dateTime, httpStatus, id } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';
import { event } from './event-definition.ts';

/*
 * Events about endpoints. `ALL_EVENTS` does not include their types. Webhooks subscribe to these types by name, or as
 * `ENDPOINT_*`.
 */

const data = {
  webhookId: id('webhook'),
  url: Type.String(),
  since: dateTime,
  reason: Type.String({ description: 'What caused the event, in one or more sentences.' }),
  consecutiveFailures: count(),
  lastStatus: nullable(httpStatus('The HTTP status of the last attempt; null when there was no response.')),
  pending: count('How many deliveries to this endpoint are pending or retrying.'),
};

const example = {
  webhookId: exampleId('webhook'),
  url: 'https://hooks.example.com/winkwire',
  since: exampleTime,
  reason: '7 attempts failed one after the other. The last one: The endpoint responded with 500.',
  consecutiveFailures: 7,
  lastStatus: 500,
  pending: 31,
};

export const endpointEvents = {
  ENDPOINT_FAILING: event({ line: 'An endpoint keeps failing.', data, example }),
  ENDPOINT_DISABLED: event({
    line: 'An endpoint was disabled; its backlog is kept.',
    data,
    example: { ...example, reason: 'The endpoint responded with 410: it is gone.', lastStatus: 410 },
  }),
  ENDPOINT_RECOVERED: event({
    line: 'An endpoint works again.',
    data,
    example: { ...example, reason: 'A delivery succeeded.', consecutiveFailures: 0, lastStatus: 204 },
  }),
};
