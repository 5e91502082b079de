import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Handoff, HandoffPacker } from '../model/handoff.ts';
import type { Publication } from '../model/publication.ts';
import type { RenderedEvent } from '../model/rendered-event.ts';
import { EventCosts } from './event-costs.ts';
import { PublicationQueue, type QueuedPublication } from './publication-queue.ts';

let count = 0;

function waiting(tenantId: string, characters = 400): QueuedPublication {
  const event = { id: String(count++), tenantId, mode: 'SANDBOX', body: 'x'.repeat(characters) };
  return { publication: { event: event as RenderedEvent } satisfies Publication };
}

const tenantsOf = (batch: QueuedPublication[]) => batch.map(({ publication }) => publication.event.tenantId);
const eventsOf = (batch: QueuedPublication[]) => batch.map(({ publication }) => publication.event);

/** One event of the tenant was stored, with this many deliveries. */
function handoffOf(tenantId: string, { deliveries = 0, filterSize = 0 }): Handoff {
  const packer = new HandoffPacker();
  packer.addFilterSize(tenantId, 'SANDBOX', filterSize);
  for (let n = 0; n < deliveries; n++) {
    packer.add({ webhookId: `wh-${n}`, events: [0], withPayload: [false], first: 1 }, [0]);
  }
  return new Handoff(eventsOf([waiting(tenantId)]), packer.pack());
}

/** The queue knows how many endpoints each tenant has, and learns from the handoffs. */
function queueOf(
  endpoints: Record<string, number>,
  handoffs: Handoff[] = [],
): PublicationQueue<QueuedPublication> {
  const costs = new EventCosts();
  for (const [tenantId, deliveries] of Object.entries(endpoints))
    costs.learn(handoffOf(tenantId, { deliveries }));
  for (const handoff of handoffs) costs.learn(handoff);
  return new PublicationQueue(costs);
}

test('a tenant that publishes alone fills a batch', () => {
  const queue = queueOf({ a: 1 });
  for (let n = 0; n < 700; n++) queue.push(waiting('a'));
  expect(queue.take()).toHaveLength(500);
  expect(queue.take()).toHaveLength(200);
  expect(queue.length).toBe(0);
});

test('tenants take turns: a later tenant does not wait for everything before it', () => {
  const queue = queueOf({ a: 1, b: 1 });
  for (let n = 0; n < 700; n++) queue.push(waiting('a'));
  queue.push(waiting('b'));
  queue.push(waiting('b'));
  expect(tenantsOf(queue.take().slice(0, 5))).toEqual(['a', 'b', 'a', 'b', 'a']);
});

test('a tenant with a thousand endpoints, or with large events, gets few events into a batch', () => {
  const many = queueOf({ a: 1000, b: 1 });
  for (let n = 0; n < 100; n++) many.push(waiting('a'));
  many.push(waiting('b'));
  expect(tenantsOf(many.take())).toEqual(['a', 'b']);
  const large = queueOf({ a: 1 });
  for (let n = 0; n < 10; n++) large.push(waiting('a', 200_000));
  expect(large.take()).toHaveLength(2);
});

test('filters cost as much as the values that they compare, even if nothing matches', () => {
  const queue = queueOf({ a: 0 }, Array(5).fill(handoffOf('a', { filterSize: 45_000 })));
  for (let n = 0; n < 100; n++) queue.push(waiting('a'));
  expect(queue.take()).toHaveLength(13);
});

test('after an event that nobody subscribes to, the batches of a tenant with many endpoints stay small', () => {
  const queue = queueOf({ a: 1000 }, [handoffOf('a', { deliveries: 0 })]);
  for (let n = 0; n < 100; n++) queue.push(waiting('a'));
  expect(queue.take()).toHaveLength(1);
});

test('if later events have few deliveries, batches become larger again', () => {
  const queue = queueOf({ a: 1000 }, Array(100).fill(handoffOf('a', { deliveries: 1 })));
  for (let n = 0; n < 500; n++) queue.push(waiting('a'));
  expect(queue.take()).toHaveLength(500);
});

test('an event with more deliveries than before makes the next batch smaller', () => {
  const queue = queueOf({ a: 1 }, [handoffOf('a', { deliveries: 1000 })]);
  for (let n = 0; n < 100; n++) queue.push(waiting('a'));
  expect(queue.take()).toHaveLength(1);
});

test('the first batch of an unknown tenant has three events', () => {
  const queue = queueOf({ b: 1 });
  for (let n = 0; n < 10; n++) queue.push(waiting('a'));
  expect(queue.take()).toHaveLength(3);
});

test('a tenant that publishes while an expensive batch is written is in the next batch', () => {
  const queue = queueOf({ a: 1000, b: 1 });
  for (let n = 0; n < 10; n++) queue.push(waiting('a'));
  expect(tenantsOf(queue.take())).toEqual(['a']);
  queue.push(waiting('b'));
  expect(tenantsOf(queue.take())[0]).toBe('b');
});

test('an event that costs more than a batch may cost is a batch of its own', () => {
  const queue = queueOf({ a: 50_000 });
  queue.push(waiting('a'));
  queue.push(waiting('a'));
  expect([queue.take().length, queue.take().length, queue.take().length]).toEqual([1, 1, 0]);
});

test('every publication is taken once, and those of a tenant in order', () => {
  const publications = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 300 });
  fc.assert(
    fc.property(publications, fc.nat(2000), (tenants, endpoints) => {
      const queue = queueOf({ a: endpoints, b: 1 });
      const pushed = tenants.map((tenantId) => waiting(tenantId));
      for (const each of pushed) queue.push(each);
      const taken: QueuedPublication[] = [];
      while (queue.length > 0) taken.push(...queue.take());
      const ofTenant = (all: QueuedPublication[], id: string) =>
        eventsOf(all).filter(({ tenantId }) => tenantId === id);
      for (const id of ['a', 'b', 'c']) expect(ofTenant(taken, id)).toEqual(ofTenant(pushed, id));
    }),
  );
});
