import { expect, test } from 'vitest';
import { heicSizes } from './heic-sizes.ts';

function box(type: string, ...content: Buffer[]): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt32BE(8 + content.reduce((sum, { length }) => sum + length, 0));
  header.write(type, 4, 'latin1');
  return Buffer.concat([header, ...content]);
}

/** The content of a box `ispe`: its version and flags, then the numbers. */
function numbers(...values: number[]): Buffer {
  const content = Buffer.alloc(4 + 4 * values.length);
  for (const [index, value] of values.entries()) content.writeUInt32BE(value, 4 + 4 * index);
  return content;
}

const heicWith = (...properties: Buffer[]): Buffer =>
  box('meta', Buffer.alloc(4), box('iprp', box('ipco', ...properties)));

test('the sizes are those of all pictures in the file', () => {
  const heic = heicWith(box('ispe', numbers(512, 400)), box('colr'), box('ispe', numbers(4032, 3024)));
  expect(heicSizes(heic)).toEqual([
    { width: 512, height: 400 },
    { width: 4032, height: 3024 },
  ]);
});

test.each([[Buffer.alloc(0)], [numbers()], [numbers(512)]])(
  'a size whose box is too short is not read from the next box',
  (content) => {
    const heic = heicWith(box('ispe', content), box('ispe', numbers(512, 400)));
    expect(() => heicSizes(heic)).toThrow('too short');
  },
);
