import { expect, test } from 'vitest';
import { acceptedLanguage } from './accepted-language.ts';

test.each([
  ['de-DE,de;q=0.9,vi;q=0.8,en;q=0.7', 'vi'],
  ['zh-CN', 'zh-Hans'],
  ['*', 'en'],
  [`${'x,'.repeat(100_000)}ar`, 'en'],
  [undefined, 'en'],
])('%.40j leads to %s', (header, language) => {
  expect(acceptedLanguage(header)).toBe(language);
});
