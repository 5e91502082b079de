import type { WidgetOptions } from '@winkwire/contract/host-messages';
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

test.each([
  ['without a prototype', Object.create(null)],
  ['whose toString is no function', { toString: 1 }],
  ['whose toString throws', { toString: () => JSON.parse('') }],
])('an object %s cannot become text, and counts as absent', (_, odd) => {
  const given = { locale: odd, companyName: odd, returnUrl: odd, providers: [odd], topProviders: ['a', odd] };
  expect(widgetOptions({ userToken, theme: 'dark', ...given })).toEqual({ userToken, theme: 'dark' });
});

test('an option whose getter throws counts as absent', () => {
  const given = {
    userToken,
    theme: 'dark' as const,
    get locale(): string {
      return JSON.parse('');
    },
  };
  expect(widgetOptions(given)).toEqual({ userToken, theme: 'dark' });
});

test('every option is sent', () => {
  const given: Required<WidgetOptions> = {
    userToken,
    templateId: 'a',
    providers: ['b'],
    topProviders: ['c'],
    enableUpload: true,
    enableSearchBar: true,
    enableTypeBar: true,
    companyName: 'd',
    enableConsentPage: true,
    locale: 'en',
    theme: 'dark',
    returnUrl: 'https://shop.example/',
  };
  expect(widgetOptions(given)).toEqual(given);
});
