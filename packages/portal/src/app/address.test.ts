import { modes } from '@winkwire/contract/modes';
import fc from 'fast-check';
import { exec } from 'preact-iso/router';
import { expect, test } from 'vitest';
import { base, href, readAddress } from './address.ts';

test('an address names its mode and section', () => {
  expect(readAddress('/portal')).toEqual({ mode: 'SANDBOX', section: 'overview', isBelowSection: false });
  expect(readAddress('/portal/production')).toMatchObject({ mode: 'PRODUCTION', section: 'overview' });
  expect(readAddress('/portal/sandbox/attempts')).toMatchObject({
    section: 'attempts',
    isBelowSection: false,
  });
  expect(readAddress('/portal/production/webhooks/wh-1/edit')).toEqual({
    mode: 'PRODUCTION',
    section: 'webhooks',
    isBelowSection: true,
  });
});

test('an address with an unknown mode is shown in the sandbox', () => {
  expect(readAddress('/portal/elsewhere').mode).toBe('SANDBOX');
});

test('the router reads back every id that href writes', () => {
  fc.assert(
    fc.property(fc.constantFrom(...modes), fc.string({ minLength: 1, unit: 'grapheme' }), (mode, id) => {
      const address = href(mode, 'events', id);
      expect(readAddress(address).mode).toBe(mode);
      expect(exec(address, `${base}/:mode/events/:id`)?.params.id).toBe(id);
    }),
  );
});
