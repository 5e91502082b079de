import type { CallbackRecord } from '@winkwire/contract/callbacks';
import type { LogTail } from '@winkwire/contract/widget-api';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { InSequence } from './in-sequence.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const callback = (sequence: number) => ({ eventId: `et-${sequence}`, sequence }) as CallbackRecord;
const numbersUpTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

function setUp(readTail: (after: number) => Promise<LogTail> = () => Promise.reject(new Error('offline'))) {
  const passedOn: (number | null)[] = [];
  const inSequence = new InSequence({ onNext: ({ sequence }) => passedOn.push(sequence), readTail });
  return { inSequence, passedOn };
}

test('callbacks that arrive in any order, some of them twice and some never, are passed on once and in order', async () => {
  const arrivals = fc
    .integer({ min: 1, max: 12 })
    .chain((last) =>
      fc.tuple(fc.constant(last), fc.array(fc.integer({ min: 1, max: last }), { maxLength: 20 })),
    );
  await fc.assert(
    fc.asyncProperty(
      arrivals,
      fc.integer({ min: 1, max: 5 }),
      fc.nat(3),
      async ([last, numbers], page, failures) => {
        let failuresLeft = failures;
        const { inSequence, passedOn } = setUp(async (after) => {
          failuresLeft -= 1;
          if (failuresLeft >= 0) throw new Error('offline');
          return {
            callbacks: numbersUpTo(last)
              .slice(after, after + page)
              .map(callback),
          };
        });
        for (const number of numbers) inSequence.add([callback(number)]);
        inSequence.add([callback(last)]);
        await vi.runAllTimersAsync();
        expect(passedOn).toEqual(numbersUpTo(last));
      },
    ),
  );
});

test('a callback that the log no longer has does not hold back the later ones', async () => {
  const { inSequence, passedOn } = setUp(async () => ({ callbacks: [callback(3)] }));
  inSequence.add([callback(3)]);
  await vi.runAllTimersAsync();
  expect(passedOn).toEqual([3]);
});

test('the log is not read if the missing number arrives in time', async () => {
  const readTail = vi.fn(async () => ({ callbacks: [] }));
  const { inSequence, passedOn } = setUp(readTail);
  inSequence.add([callback(2)]);
  inSequence.add([callback(1)]);
  await vi.runAllTimersAsync();
  expect(passedOn).toEqual([1, 2]);
  expect(readTail).not.toHaveBeenCalled();
});
