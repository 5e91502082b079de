import { readdirSync, readFileSync } from 'node:fs';
import { contrastOf, type Hex } from '@winkwire/contract/colour';
import { themePairs, themePalette } from '@winkwire/contract/theme-palette';
import { expect, test } from 'vitest';

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
const tokens = read('tokens.css');
const files = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.css'));

function colours(selector: string): Map<string, Hex> {
  const block = tokens.slice(tokens.indexOf(`\n${selector} {`)).split('\n}')[0] ?? '';
  return new Map(
    [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value]) => [name, value as Hex]),
  );
}

test.each([':root', '[data-theme="dark"]'])('in %s, every pair passes', (selector) => {
  const palette = colours(selector);
  const failing = themePairs.filter(([front, ground, minimum]) => {
    const [first, second] = [palette.get(front), palette.get(ground)];
    return !first || !second || contrastOf(first, second) < minimum;
  });
  expect(failing).toEqual([]);
});

test('a theme sets every colour that the styles use', () => {
  const theme = themePalette({ accent: '#0b5d4b', surface: '#ffffff', text: '#12211c' });
  expect([...colours(':root').keys()].sort()).toEqual(Object.keys(theme).sort());
  const declaration =
    /^\s*(?:color|background|border|outline|fill|stroke|box-shadow|accent-color)[a-z-]*:[^;]*;/gm;
  const used = new Set(
    files
      .flatMap((name) => read(name).match(declaration) ?? [])
      .flatMap((text) => [...text.matchAll(/var\(--([a-z-]+)/g)].map(([, found = '']) => found)),
  );
  const others = ['shadow', 'brand', 'radius', 'radius-card', 'cell'];
  expect([...used].filter((name) => !(name in theme) && !others.includes(name))).toEqual([]);
});

test('no text is in a colour that only controls have', () => {
  for (const name of files) expect(read(name), name).not.toMatch(/[\s;{]color: var\(--(accent|line)\);/);
});
