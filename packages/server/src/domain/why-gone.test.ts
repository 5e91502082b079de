import { bodyDigest } from '@winkwire/receiver/checkpoint';
import { expect, test } from 'vitest';
import { type EventRow, eventWithBody } from './events.ts';
import { whyGone } from './why-gone.ts';

const oneDay = 24 * 60 * 60 * 1000;
const now = Date.parse('2026-04-21T09:30:00Z');
const retention = { now, retentionDays: 60 };
const body = '{"id":"et-1","version":1,"type":"USER_CREATED","data":{}}';
const row = { id: 'et-1', type: 'USER_CREATED', body, body_digest: bodyDigest(body), created_at: now };
const missing = (change: object) =>
  eventWithBody({ payload_body: null, payload_digest: null, ...row, ...change } as EventRow, retention)
    .bodyMissing;

test('an event expires when it is older than the retention period, and a younger one was erased', () => {
  expect(whyGone({ created_at: now - 60 * oneDay - 1 }, retention)).toBe('EXPIRED');
  expect(whyGone({ created_at: now - 60 * oneDay }, retention)).toBe('ERASED');
});

test('a body is expired, erased or damaged, or it is there', () => {
  expect(missing({})).toBeNull();
  expect(missing({ body: null })).toBe('ERASED');
  expect(missing({ body: null, created_at: now - 61 * oneDay })).toBe('EXPIRED');
  expect(missing({ body: body.replace('{}', '[]') })).toBe('DAMAGED');
});
