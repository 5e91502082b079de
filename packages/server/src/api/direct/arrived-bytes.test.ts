import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ArrivedBytes } from './arrived-bytes.ts';

test('bytes leave in the order in which they arrived, however they were divided', () => {
  const step = fc.oneof(fc.uint8Array({ minLength: 1, maxLength: 50 }), fc.nat(60));
  const check = fc.property(fc.array(step), (steps) => {
    const arrived = new ArrivedBytes();
    const taken: [taken: Buffer, expected: Buffer][] = [];
    let expected = Buffer.alloc(0);
    for (const step of steps) {
      if (typeof step !== 'number') {
        arrived.add(Buffer.from(step));
        expected = Buffer.concat([expected, step]);
      } else {
        const size = Math.min(step, arrived.size);
        taken.push([arrived.take(size), expected.subarray(0, size)]);
        expected = expected.subarray(size);
      }
      expect(arrived.all()).toEqual(expected);
    }
    // Later bytes must not change those that were taken before.
    for (const [bytes, original] of taken) expect(bytes).toEqual(original);
  });
  fc.assert(check);
});
