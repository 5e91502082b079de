import { expect, test } from 'vitest';
import { anyDelivery, endpointAt, sendOnce } from '../testing/send-once.ts';
import { startReceiver } from '../testing/start-receiver.ts';
import { asObject, deliveryHeaders } from './delivery-headers.ts';
import { requestText } from './http/http-client.ts';

test.each([
  ['a line break', 'x\r\nEvil: 1', 'x%0D%0AEvil%3A%201'],
  ['a letter that is not ASCII', 'Peña', 'Pe%C3%B1a'],
  ['half a character', 'a\ud800', 'a%EF%BF%BD'],
  ['nothing unusual', 'ses-1 (web)', 'ses-1 (web)'],
])('a session id with %s cannot add another header', async (_, sessionId, value) => {
  const headers = deliveryHeaders(endpointAt('http://127.0.0.1/'), { ...anyDelivery, sessionId }, 0);
  expect(asObject(headers)['webhook-session']).toBe(value);
  expect(requestText({ origin: 'http://a', path: '/' }, headers, '{}').text).not.toContain('Evil: 1');
});

test.each([
  ['x-own', 'a\r\n\r\nGET / HTTP/1.1'],
  ['x-own', 'é'],
  ['Transfer-Encoding ', 'chunked'],
  ['Transfer_Encoding', 'chunked'],
  ['content-length', '0'],
  ['Host: evil.example', 'b'],
  ['Smile_Signature', 'b'],
  ['x a', 'b'],
  ['', 'b'],
  ['é', 'b'],
  ['x\r\nInjected', 'b'],
  ['x-own', { a: 1 } as unknown as string],
])(
  "an owner's header that an earlier version accepted, %j: %j, is never sent, and the attempt fails with HEADER_REFUSED",
  async (...header) => {
    await using receiver = await startReceiver();
    const endpoint = endpointAt(receiver.url, { headers: ['x-good', 'a', ...header] });
    expect(await sendOnce(endpoint)).toMatchObject({ status: null, error: 'HEADER_REFUSED' });
    expect(receiver.received).toEqual([]);
  },
);
