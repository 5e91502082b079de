import { modes } from '@winkwire/contract/modes';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { href, readRoute } from './router.ts';

test('every page has an address of its own', () => {
  expect(readRoute('/portal/')).toEqual({ page: 'overview', mode: 'SANDBOX' });
  expect(readRoute('/portal/sign-in')).toEqual({ page: 'sign-in', mode: 'SANDBOX' });
  expect(readRoute('/portal/production')).toEqual({ page: 'overview', mode: 'PRODUCTION' });
  expect(readRoute('/portal/sandbox/attempts')).toEqual({ page: 'attempts', mode: 'SANDBOX' });
  expect(readRoute('/portal/sandbox/webhooks/new')).toEqual({ page: 'webhook-new', mode: 'SANDBOX' });
  expect(readRoute('/portal/sandbox/webhooks/wh-1/edit')).toEqual({
    page: 'webhook-edit',
    mode: 'SANDBOX',
    id: 'wh-1',
  });
});

test('an address that names no page says so, and keeps its mode', () => {
  expect(readRoute('/portal/production/nothing')).toEqual({ page: 'not-found', mode: 'PRODUCTION' });
  expect(readRoute('/portal/production/events/a/b')).toEqual({ page: 'not-found', mode: 'PRODUCTION' });
  expect(readRoute('/portal/production/attempts/at-1')).toEqual({ page: 'not-found', mode: 'PRODUCTION' });
  expect(readRoute('/portal/elsewhere').page).toBe('not-found');
});

test('what href writes, readRoute reads, whatever the id', () => {
  fc.assert(
    fc.property(fc.constantFrom(...modes), fc.string({ minLength: 1, unit: 'grapheme' }), (mode, id) => {
      expect(readRoute(href(mode, 'events', id))).toEqual({ page: 'event', mode, id });
    }),
  );
});
