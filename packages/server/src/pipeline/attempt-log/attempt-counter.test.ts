import fc from 'fast-check';
import { expect, test } from 'vitest';
import { durationColumn, spans } from '../../domain/attempt-figures.ts';
import { AttemptCounter } from './attempt-counter.ts';

const attempts = fc.array(
  fc.record({
    webhookId: fc.constantFrom('wh-1', 'wh-2'),
    startedAt: fc.nat(3 * 3_600_000),
    durationMs: fc.nat(60_000),
    isDelivered: fc.boolean(),
  }),
);

test('every row counts exactly the attempts of its endpoint within its time span', () => {
  fc.assert(
    fc.property(attempts, (all) => {
      const counter = new AttemptCounter();
      for (const { isDelivered, ...attempt } of all)
        counter.add({ tenantId: 'acme', ...attempt }, isDelivered);
      const rows = counter.rows();
      for (const { webhookId, span, startsAt, total, failed, durations } of rows) {
        const own = all.filter(
          (one) =>
            one.webhookId === webhookId && one.startedAt >= startsAt && one.startedAt < startsAt + span,
        );
        expect(total).toBe(own.length);
        expect(failed).toBe(own.filter(({ isDelivered }) => !isDelivered).length);
        for (const [column, count] of durations.entries())
          expect(count).toBe(own.filter(({ durationMs }) => durationColumn(durationMs) === column).length);
      }
      for (const { span } of spans) {
        const counted = rows.filter((row) => row.span === span).reduce((sum, { total }) => sum + total, 0);
        expect(counted).toBe(all.length);
      }
    }),
  );
});
