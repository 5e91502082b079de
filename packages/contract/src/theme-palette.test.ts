import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contrastOf, type Hex } from './colour.ts';
import { describeFault, themeFault } from './theme-fault.ts';
import { themePairs, themePalette } from './theme-palette.ts';

const hex = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value): Hex => `#${value.toString(16).padStart(6, '0')}`);
const colours = fc.record({ accent: hex, surface: hex, text: hex });

test('the contrast is that of WCAG', () => {
  expect(contrastOf('#000000', '#ffffff')).toBe(21);
  expect(contrastOf('#ffffff', '#767676')).toBeCloseTo(4.54, 2);
  expect(contrastOf('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

test('in every theme that is accepted, every pair of colours that the widget uses passes', () => {
  let accepted = 0;
  fc.assert(
    fc.property(colours, (theme) => {
      if (themeFault(theme)) return;
      accepted += 1;
      const palette = themePalette(theme);
      const failing = themePairs.filter(
        ([front, ground, minimum]) => contrastOf(palette[front], palette[ground]) < minimum,
      );
      expect(failing).toEqual([]);
    }),
    { numRuns: 600 },
  );
  expect(accepted).toBeGreaterThan(30);
});

test('a fault names the pair, its contrast and a colour that passes', () => {
  const fault = themeFault({ accent: '#0b5d4b', surface: '#ffffff', text: '#777777' });
  expect(fault && describeFault(fault)).toBe(
    'text #777777 on surface #ffffff has a contrast of 4.47, and needs 4.5. The nearest colour that passes is #767676.',
  );
});

test('the nearest colour that is named always passes', () => {
  fc.assert(
    fc.property(colours, (theme) => {
      const fault = themeFault(theme);
      if (!fault) return;
      expect(themeFault({ ...theme, [fault.name]: fault.nearest })?.name).not.toBe(fault.name);
    }),
  );
});
