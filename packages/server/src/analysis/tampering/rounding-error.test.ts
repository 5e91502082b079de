import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blockSide, blockValues, toCoefficients, toPixels } from './block-transform.ts';
import { quantisationTable } from './quantisation-table.ts';
import { blockAt, roundingError } from './rounding-error.ts';

const greys = (least: number, most: number) =>
  fc.uint8Array({ min: least, max: most, minLength: blockValues, maxLength: blockValues });
const blockOf = (data: Uint8Array) => blockAt({ data, width: blockSide, height: blockSide }, { x: 0, y: 0 });

/** The pixels of a block that an encoder with this table has rounded. */
function encoded(data: Uint8Array, table: Float64Array): Float64Array {
  const [coefficients, pixels] = [new Float64Array(blockValues), new Float64Array(blockValues)];
  toCoefficients(
    Float64Array.from(data, (grey) => grey - 128),
    coefficients,
  );
  toPixels(
    coefficients.map(
      (value, index) => (table[index] as number) * Math.round(value / (table[index] as number)),
    ),
    pixels,
  );
  return pixels.map((value) => value + 128);
}

test('without clipped pixels, the error is the sum of the squared changes of the pixels', () => {
  fc.assert(
    fc.property(greys(1, 254), fc.integer({ min: 25, max: 95 }), (data, quality) => {
      const table = quantisationTable(quality, false);
      const changes = encoded(data, table).map((value, index) => (value - (data[index] as number)) ** 2);
      const sum = changes.reduce((all, change) => all + change, 0);
      expect(roundingError(blockOf(data), table)).toBeCloseTo(sum, 4);
    }),
  );
});

test('a block that the encoder has rounded before hardly changes, even if black and white pixels were clipped', () => {
  fc.assert(
    fc.property(greys(0, 255), fc.integer({ min: 25, max: 60 }), (data, quality) => {
      const table = quantisationTable(quality, false);
      const decoded = Uint8Array.from(encoded(data, table), (value) =>
        Math.min(255, Math.max(0, Math.round(value))),
      );
      const beside = Uint8Array.from(decoded, (_, index) => decoded[(index + 27) % blockValues] as number);
      expect(roundingError(blockOf(decoded), table)).toBeLessThan(
        Math.max(40, 0.9 * roundingError(blockOf(beside), table)),
      );
    }),
  );
});
