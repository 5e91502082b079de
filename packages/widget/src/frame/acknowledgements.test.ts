import { expect, test, vi } from 'vitest';
import { Acknowledgements } from './acknowledgements.ts';

test('a frame that goes away sends all acknowledgements, in bodies of which two survive the page', () => {
  const sendBeacon = vi.fn((_path: string, _body: unknown) => {});
  const acknowledgements = new Acknowledgements({ sendBeacon, sendNow: vi.fn() });
  const ids = Array.from({ length: 2300 }, (_, index) => `et-${String(index).padStart(32, '0')}`);
  for (const eventId of ids) acknowledgements.add(eventId);
  acknowledgements.flush();
  const bodies = sendBeacon.mock.calls.map(([, body]) => body as { eventIds: string[] });
  expect(bodies.flatMap(({ eventIds }) => eventIds)).toEqual(ids);
  // The client may have 40,000 bytes in flight with `keepalive`. Each body has less than half as many, so two requests
  // fit.
  for (const body of bodies) expect(JSON.stringify(body).length).toBeLessThan(20_000);
});
