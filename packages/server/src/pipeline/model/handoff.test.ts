import { expect, test } from 'vitest';
import { Handoff, HandoffPacker } from './handoff.ts';
import type { RenderedEvent } from './rendered-event.ts';

const event = (id: string): RenderedEvent => ({ id, body: '{}' }) as RenderedEvent;

test('every delivery of a packed batch keeps its event, webhook, sequence and kind of body', () => {
  const events = [event('et-0'), event('et-1'), event('et-2')];
  const packer = new HandoffPacker();
  packer.add({ webhookId: 'a', events: [0, 1], withPayload: [false, true], first: 7 }, [0, 2]);
  packer.add({ webhookId: 'b', events: [0], withPayload: [true], first: 1 }, [1]);
  const handoff = new Handoff(events, structuredClone(packer.pack()));
  const seen: unknown[] = [];
  handoff.forEach(({ event, ...rest }) => {
    seen.push({ eventId: event.id, ...rest });
  });
  expect(seen).toEqual([
    { eventId: 'et-0', webhookId: 'a', sequence: 7, withPayload: false },
    { eventId: 'et-2', webhookId: 'a', sequence: 8, withPayload: true },
    { eventId: 'et-1', webhookId: 'b', sequence: 1, withPayload: true },
  ]);
  expect(handoff.countByEvent()).toEqual([1, 1, 1]);
});
