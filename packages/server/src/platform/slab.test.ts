import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Slab } from './slab.ts';

it('keeps the same items as a map', () => {
  const steps = fc.array(fc.oneof({ weight: 3, arbitrary: fc.constant('add') }, fc.nat(20)));
  fc.assert(
    fc.property(steps, (all) => {
      const slab = new Slab<{ name: number }>();
      const map = new Map<number, { name: number }>();
      for (const [name, step] of all.entries()) {
        if (step === 'add') {
          const item = { name };
          const number = slab.add(item);
          expect(map.has(number)).toBe(false);
          map.set(number, item);
        } else {
          expect(slab.take(step as number)).toBe(map.get(step as number));
          map.delete(step as number);
        }
        expect(slab.size).toBe(map.size);
        expect(new Set(slab.all())).toEqual(new Set(map.values()));
      }
    }),
  );
});

it('uses the numbers of removed items again, so that it does not grow', () => {
  const slab = new Slab<object>();
  for (let n = 0; n < 1000; n++) {
    const number = slab.add({});
    expect(number).toBeLessThan(2);
    slab.add({});
    slab.take(number);
    slab.take(1 - number);
  }
  expect(slab.size).toBe(0);
});

it('is empty after it was cleared', () => {
  const slab = new Slab<object>();
  const number = slab.add({});
  slab.clear();
  expect(slab.size).toBe(0);
  expect(slab.take(number)).toBeUndefined();
  expect(slab.all()).toEqual([]);
});
