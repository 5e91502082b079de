import { createHmac } from 'node:crypto';
import { smileKey, standardKey } from '@winkwire/receiver/keys';
import { expect, test } from 'vitest';
import { anyDelivery, endpointAt } from '../testing/send-once.ts';
import { asObject, deliveryHeaders } from './delivery-headers.ts';

const now = Date.UTC(2026, 3, 21);
const key = (secret: string, expiresAt: number | null) => ({
  smile: smileKey(secret),
  standard: standardKey(secret),
  expiresAt,
});
const smile = (secret: string) => createHmac('sha512', secret).update(anyDelivery.body).digest('hex');
const standard = (secret: string, at: number) => {
  const signed = `${anyDelivery.eventId}.${Math.floor(at / 1000)}.${anyDelivery.body}`;
  return `v1,${createHmac('sha256', secret).update(signed).digest('base64')}`;
};

const endpoint = endpointAt('http://127.0.0.1/', {
  keys: [key('third', null), key('second', now + 2000), key('first', now + 1000)],
});
const headersAt = (at: number) => asObject(deliveryHeaders(endpoint, anyDelivery, at));

test('while three secrets overlap the newest signs, the one before beside it, and all three by the standard', () => {
  expect(headersAt(now)).toMatchObject({
    'smile-signature': smile('third'),
    'smile-signature-previous': smile('second'),
    'webhook-signature': ['third', 'second', 'first'].map((secret) => standard(secret, now)).join(' '),
  });
});

test('each secret stops signing at the instant at which its overlap ends', () => {
  expect(headersAt(now + 999)['webhook-signature']).toContain(standard('first', now + 999));
  expect(headersAt(now + 1000)['webhook-signature']).toBe(
    ['third', 'second'].map((secret) => standard(secret, now + 1000)).join(' '),
  );
  const after = headersAt(now + 2000);
  expect(after['webhook-signature']).toBe(standard('third', now + 2000));
  expect(after['smile-signature']).toBe(smile('third'));
  expect(after).not.toHaveProperty('smile-signature-previous');
});

test('own headers follow ours', () => {
  const own = endpointAt('http://127.0.0.1/', { headers: ['authorization', 'Bearer x'] });
  expect(asObject(deliveryHeaders(own, { ...anyDelivery, sessionId: 'ws-1' }, now))).toMatchObject({
    authorization: 'Bearer x',
    'webhook-session': 'ws-1',
    'content-type': 'application/json',
  });
});
