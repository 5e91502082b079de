import { expect, test } from 'vitest';
import { widgetOptions } from './widget-options.ts';

const userToken = `${'x'.repeat(400)}.b.c`;

test('whatever values a page passes, they can be posted', () => {
  const given = {
    userToken,
    templateId: '',
    companyName: null,
    providers: [1, null, 'x'.repeat(100)],
    topProviders: () => {},
    enableUpload: Symbol('yes'),
    enableTypeBar: ['a', 'b'],
    enableSearchBar: false,
    locale: 42,
    unknown: () => {},
  };
  const options = widgetOptions(given as never);
  expect(structuredClone(options)).toEqual({
    userToken,
    providers: ['1', 'null', 'x'.repeat(64)],
    topProviders: expect.stringContaining('=>'),
    enableUpload: 'Symbol(yes)',
    enableTypeBar: 'a,b',
    enableSearchBar: false,
    locale: '42',
  });
});

test('a blank language and a blank theme are absent', () => {
  expect(widgetOptions({ userToken, locale: '', theme: '' as never })).toEqual({ userToken });
});

test('an object that cannot become text counts as absent', () => {
  const odd = Object.create(null);
  expect(widgetOptions({ userToken, locale: odd, companyName: odd, returnUrl: odd })).toEqual({ userToken });
});
