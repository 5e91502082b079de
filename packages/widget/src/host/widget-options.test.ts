import { expect, test, vi } from 'vitest';
import { widgetOptions } from './widget-options.ts';

const userToken = `${'x'.repeat(400)}.b.c`;
vi.stubGlobal('matchMedia', () => ({ matches: false }));

test('what a page passes can be posted, whatever it is', () => {
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
    theme: 'light',
  });
});

test('a blank language is absent, and a blank theme is that of the browser', () => {
  expect(widgetOptions({ userToken, locale: '', theme: '' as never })).toEqual({
    userToken,
    theme: 'light',
  });
});
