import { expect, test } from 'vitest';
import { samplesOf } from './digit-shapes.ts';

const shape = (height: number) => ({ ink: new Float64Array(), ratio: 0.6, height });

test('only digits of about the same height are samples, because a header of a fax has a font of its own', () => {
  const shapes = new Map([['8', [shape(14), shape(18), shape(20), shape(22), shape(30)]]]);
  expect(samplesOf(shapes, '8', shape(20)).map(({ height }) => height)).toEqual([18, 20, 22]);
  expect(samplesOf(shapes, '3', shape(20))).toEqual([]);
});
