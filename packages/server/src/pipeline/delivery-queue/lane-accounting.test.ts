import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LaneAccounting, type LaneRead } from './lane-accounting.ts';
import { QueueMemory } from './queue-memory.ts';

test('a recorded number stays tracked exactly until the reads that ran at its last record have ended', () => {
  const step = fc.record({ what: fc.constantFrom('start', 'end', 'record'), nth: fc.nat(9) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const accounting = new LaneAccounting({ head: 0, cursor: 0, memory: new QueueMemory(50_000) });
      const running: LaneRead[] = [];
      const ranAtRecord = new Map<number, Set<LaneRead>>();
      for (const { what, nth } of steps) {
        if (what === 'start') running.push(accounting.startRead());
        else if (what === 'end') running.splice(nth % Math.max(1, running.length), 1)[0]?.end();
        else {
          accounting.record(nth);
          ranAtRecord.set(nth, new Set(running));
        }
        const expected = [...ranAtRecord].filter(([, reads]) => running.some((read) => reads.has(read)));
        for (const sequence of ranAtRecord.keys()) {
          expect(accounting.isTracked(sequence)).toBe(expected.some(([each]) => each === sequence));
        }
        expect(accounting.tracked).toBe(expected.length);
      }
    }),
    { numRuns: 500 },
  );
});
