import { expect, test } from 'vitest';
import { siteName } from './company-name.ts';

test.each([
  ['https://apply.lender.example', 'apply.lender.example'],
  ['https://lender.example:8443', 'lender.example:8443'],
  ['http://localhost:5173', 'wink.example'],
  ['https://localhost', 'wink.example'],
  ['capacitor://localhost', 'wink.example'],
  ['file://', 'wink.example'],
  ['https://', 'wink.example'],
  ['null', 'wink.example'],
])('a page at %s is named %s', (origin, name) => {
  expect(siteName(origin, 'https://wink.example/widgets')).toBe(name);
});
