import { exampleBody } from '@winkwire/contract/events';
import { expect, test } from 'vitest';
import { renderEvent } from './render-event.ts';

const origin = { tenantId: 'acme', mode: 'SANDBOX' as const, sourceId: 'a-1' };
const now = Date.UTC(2026, 3, 21, 9, 30);

test('the body is the envelope of the contract with the data, and nothing else', () => {
  const { data } = exampleBody('ACCOUNT_CONNECTED');
  const { id, body, payloadBody } = renderEvent({ ...origin, type: 'ACCOUNT_CONNECTED', data }, now);
  expect(JSON.parse(body)).toEqual({
    id,
    version: 1,
    type: 'ACCOUNT_CONNECTED',
    createdAt: '2026-04-21T09:30:00Z',
    data,
  });
  expect(payloadBody).toBeNull();
});

test('only endpoints that include the payload get it; the others get null', () => {
  const { payload, ...data } = exampleBody('TASK_FINISHED').data;
  const rendered = renderEvent({ ...origin, type: 'TASK_FINISHED', data, payload: payload! }, now);
  expect(JSON.parse(rendered.body).data).toEqual({ ...data, payload: null });
  expect(JSON.parse(rendered.payloadBody!).data).toEqual({ ...data, payload });
});

test('a list in a payload has at most 300 items, whether it is an array or a page', () => {
  const items = Array.from({ length: 301 }, (_, index) => ({ index }));
  const payload = { plain: items, paged: { nextCursor: null, items }, identity: null };
  const rendered = renderEvent({ ...origin, type: 'TASK_FINISHED', data: {}, payload }, now);
  const capped = JSON.parse(rendered.payloadBody!).data.payload;
  expect([capped.plain.length, capped.paged.items.length, capped.identity]).toEqual([300, 300, null]);
});
