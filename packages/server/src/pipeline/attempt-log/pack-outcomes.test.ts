import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AttemptOutcome } from '../model/attempt-outcome.ts';
import type { Verdict } from '../model/verdict.ts';
import { countOutcomes, outcomeAt, packOutcomes } from './pack-outcomes.ts';

const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value);
const response = fc.record({
  startedAt: fc.nat(),
  durationMs: fc.nat(),
  status: optional(fc.integer({ min: 100, max: 599 })),
  error: optional(fc.constantFrom('TIMEOUT' as const, 'DNS_FAILED' as const)),
  cause: optional(fc.constantFrom('NOTHING_CAME' as const, 'SLOW_DNS' as const)),
  headers: optional(fc.string()),
  body: optional(fc.string()),
  retryAfter: fc.constant(null),
});
const verdict = fc.oneof(
  fc.constant<Verdict>({ kind: 'delivered' }),
  fc.constant<Verdict>({ kind: 'give-up' }),
  fc.nat().map((at): Verdict => ({ kind: 'retry', at })),
  fc.nat().map((at): Verdict => ({ kind: 'disable', at })),
);
const outcome: fc.Arbitrary<AttemptOutcome> = fc.record({
  tenantId: fc.constantFrom('acme', 'other'),
  webhookId: fc.string(),
  sequence: fc.nat(),
  eventId: fc.string(),
  number: fc.integer({ min: 1, max: 3 }),
  wasDueAt: optional(fc.nat()),
  response,
  verdict,
});

const states = { delivered: 'delivered', 'give-up': 'failed', retry: 'retrying', disable: 'retrying' };

test('outcomes are unchanged after packing and unpacking, and first successes come before the others', () => {
  fc.assert(
    fc.property(fc.array(outcome), (outcomes) => {
      const packed = structuredClone(packOutcomes({ outcomes, cursors: [], now: 0 }));
      const isFirst = ({ number, wasDueAt, verdict }: AttemptOutcome) =>
        number === 1 && wasDueAt === null && verdict.kind === 'delivered';
      const sorted = [...outcomes.filter(isFirst), ...outcomes.filter((one) => !isFirst(one))];
      expect([countOutcomes(packed), packed.firstSuccesses]).toEqual([
        outcomes.length,
        outcomes.filter(isFirst).length,
      ]);
      // The event id is not packed, because only PostgreSQL compares it.
      for (const [index, { response, verdict, eventId: _, ...rest }] of sorted.entries()) {
        const { retryAfter, ...stored } = response;
        const state = states[verdict.kind];
        const dueAt = 'at' in verdict ? verdict.at : null;
        expect(outcomeAt(packed, index)).toEqual({ ...rest, ...stored, state, dueAt });
      }
    }),
  );
});
