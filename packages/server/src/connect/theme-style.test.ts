import { themePalette } from '@winkwire/contract/theme-palette';
import { expect, test } from 'vitest';
import { themeStyle } from './theme-style.ts';

const palette = themePalette({ accent: '#7a1f5c', surface: '#ffffff', text: '#1d1020' });
const own = { light: null, dark: null, radius: null, font: 'system' } as const;

test('a scheme without colours is the scheme of the page, in its own colours', () => {
  expect(themeStyle({ ...own, scheme: 'dark' })).toBe(':root { color-scheme: dark; }');
  expect(themeStyle({ ...own, scheme: 'light' })).toContain('color-scheme: light;');
  expect(themeStyle({ ...own, scheme: 'dark', light: palette })).not.toContain('--accent');
  expect(themeStyle({ ...own, scheme: 'auto' })).toBe('');
});

test('colours replace those of the page in their scheme', () => {
  expect(themeStyle({ ...own, scheme: 'light', light: palette })).toContain('--accent: #7a1f5c;');
  const auto = themeStyle({ ...own, scheme: 'auto', dark: palette });
  expect(auto).toMatch(/^@media \(prefers-color-scheme: dark\) \{ :root \{ .*--accent: #7a1f5c;/);
});
