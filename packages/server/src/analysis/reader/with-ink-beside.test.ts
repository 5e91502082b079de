import { expect, test } from 'vitest';
import type { Blob } from './ink-blobs.ts';
import { inLine, withInkBeside } from './with-ink-beside.ts';

const at = (left: number, top = 0): Blob => ({ left, right: left + 10, top, bottom: top + 20 });

test('ink beside a place belongs to its word if it is close, and to its line if it is a space away', () => {
  const place = at(100);
  const blobs = [at(82), at(50), at(116), at(112, 60)];
  expect(withInkBeside(place, blobs, { letter: 20 })).toMatchObject({ left: 82, right: 126 });
  expect(withInkBeside(place, blobs, { letter: 20, reach: inLine })).toMatchObject({ left: 50, right: 126 });
});
