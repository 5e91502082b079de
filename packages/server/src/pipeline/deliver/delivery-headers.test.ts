import { expect, test } from 'vitest';
import { anyDelivery, endpointAt, sendOnce } from '../testing/send-once.ts';
import { startReceiver } from '../testing/start-receiver.ts';
import { asObject, deliveryHeaders } from './delivery-headers.ts';
import { requestText } from './request-text.ts';

test.each([
  ['a line break', 'x\r\nEvil: 1', 'x%0D%0AEvil%3A%201'],
  ['a letter that is not ASCII', 'Peña', 'Pe%C3%B1a'],
  ['half a character', 'a\ud800', 'a%EF%BF%BD'],
  ['nothing unusual', 'ses-1 (web)', 'ses-1 (web)'],
])('a session id with %s is one header and no more', async (_, sessionId, value) => {
  const headers = deliveryHeaders(endpointAt('http://127.0.0.1/'), { ...anyDelivery, sessionId }, 0);
  expect(asObject(headers)['webhook-session']).toBe(value);
  expect(requestText({ origin: 'http://a', path: '/' }, headers, '{}').text).not.toContain('Evil: 1');
});

test('an own header that could begin another request is never sent', async () => {
  await using receiver = await startReceiver();
  const endpoint = endpointAt(receiver.url, { headers: ['x-own', 'a\r\n\r\nGET / HTTP/1.1'] });
  expect(await sendOnce(endpoint)).toMatchObject({ status: null, error: 'ADDRESS_REFUSED' });
  expect(receiver.received).toEqual([]);
});
