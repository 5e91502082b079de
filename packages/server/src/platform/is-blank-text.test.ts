import { expect, test } from 'vitest';
import { isBlankText } from './is-blank-text.ts';

test.each(['', ' \t\n', '\u200b\u3000', '\u3164', '\ufe0f\u034f', '\u2028'])(
  'nothing of %j can be seen',
  (text) => {
    expect(isBlankText(text)).toBe(true);
  },
);

test.each(['a', '\u3164a', '❤\ufe0f', '한'])('something of %j can be seen', (text) => {
  expect(isBlankText(text)).toBe(false);
});
