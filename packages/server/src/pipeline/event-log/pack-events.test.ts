import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packEvents, unpackEvents } from './pack-events.ts';

const optionalText = fc.option(fc.string());
const event = fc.record({
  id: fc.string(),
  tenantId: fc.constantFrom('acme', 'other'),
  mode: fc.constantFrom('SANDBOX', 'PRODUCTION'),
  type: fc.constantFrom('USER_CREATED', 'ACCOUNT_CREATED'),
  sourceId: fc.string(),
  userId: optionalText,
  sessionId: optionalText,
  bucket: fc.nat(15),
  at: fc.nat(),
  createdAt: fc.constant(''),
  body: fc.string(),
  payloadBody: optionalText,
  traceparent: optionalText,
});

test('events are unchanged after packing and unpacking, except that the text of their time is left out', () => {
  fc.assert(
    fc.property(fc.array(event), (events) => {
      const stored = events.map(({ createdAt, ...rest }) => rest);
      expect(unpackEvents(structuredClone(packEvents(events)))).toEqual(stored);
    }),
  );
});
