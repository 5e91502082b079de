import type { PublishedBatch } from '@winkwire/contract/resources/event-record';
import type { FastifyInstance } from 'fastify';
import { Counter, type Registry } from 'prom-client';

export function countBatches(scope: FastifyInstance, metrics: Registry): void {
  const events = new Counter({
    name: 'winkwire_batch_events_total',
    help: 'Events in batches, by result: stored, repeated, refused.',
    labelNames: ['result'],
    registers: [metrics],
  });
  scope.addHook<{ data: PublishedBatch | null }>('preSerialization', async (_request, _reply, envelope) => {
    if (!envelope.data) return envelope;
    for (const result of ['stored', 'repeated', 'refused'] as const) {
      events.inc({ result }, envelope.data[result]);
    }
    return envelope;
  });
}
