import { expect, test } from 'vitest';
import { readWebhookForm } from './webhook-settings.ts';

const form = (fields: Record<string, string>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
};
const filled = { name: 'Loan desk', url: 'https://hooks.example.com/', secret: 's3cret' };
const emptied = { concurrency: null, ratePerSecond: null, timeoutSeconds: null, strictOrder: null };
const isNew = { eventTypes: ['ALL_EVENTS'], isNew: true };

test('a filled form becomes the request body of the API', () => {
  const { settings: read, errors } = readWebhookForm(
    form({
      ...filled,
      includePayload: 'on',
      concurrency: '8',
      notifyEmail: ' team@example.com ',
      filter: '{"sourceType":"ACCOUNT"}',
      headers: 'x-environment: staging\n\nx-team:  loans ',
    }),
    isNew,
  );
  expect(errors).toEqual({});
  expect(read).toEqual({
    ...filled,
    eventTypes: ['ALL_EVENTS'],
    includePayload: true,
    notifyEmail: 'team@example.com',
    filter: { sourceType: 'ACCOUNT' },
    headers: { 'x-environment': 'staging', 'x-team': 'loans' },
    delivery: { ...emptied, concurrency: 8 },
  });
});

test('emptied fields are cleared, settings outside the form are untouched, and an edit never sends a secret', () => {
  const { settings: read } = readWebhookForm(form(filled), { eventTypes: ['TASK_FINISHED'], isNew: false });
  expect(read).toMatchObject({ notifyEmail: null, filter: null, headers: {}, includePayload: false });
  expect(read?.delivery).toEqual(emptied);
  expect(read).not.toHaveProperty('secret');
});

test('every invalid field gets an error, all at once', () => {
  const { settings: read, errors } = readWebhookForm(
    form({
      name: ' ',
      url: 'hooks.example.com',
      secret: '',
      concurrency: '1.5',
      filter: '[',
      headers: 'nothing',
      notifyEmail: 'team',
    }),
    { eventTypes: [], isNew: true },
  );
  expect(read).toBeUndefined();
  expect(Object.keys(errors).sort()).toEqual(
    ['concurrency', 'eventTypes', 'filter', 'headers', 'name', 'notifyEmail', 'url'].sort(),
  );
});

test.each([
  ['x a: 1', /“x a: 1” does not have the form/],
  ['Smile_Signature: 1', 'Smile_Signature is reserved for Winkwire and HTTP.'],
  ['content-length: 1', 'content-length is reserved for Winkwire and HTTP.'],
  [
    'x-key: é',
    'the value of x-key may contain only visible ASCII characters, with spaces and tabs only between them.',
  ],
  ['x-key: 1\nx-key: 2', 'x-key is listed twice. Remove one.'],
  ['x-key: 1\nX-Key: 2', 'x-key and X-Key are the same header. Give it once.'],
])('headers that cannot be sent are rejected before they are saved: %j', (headers, message) => {
  const { errors } = readWebhookForm(form({ headers }), { eventTypes: [], isNew: true });
  expect(errors.headers).toMatch(message);
});

test('a blank secret is not sent: the server generates one', () => {
  const { settings: read } = readWebhookForm(form({ ...filled, secret: ' ' }), isNew);
  expect(read).toBeDefined();
  expect(read).not.toHaveProperty('secret');
});
