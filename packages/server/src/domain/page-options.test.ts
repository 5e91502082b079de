import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPageOptions } from './page-options.ts';

test.each(['', '  ', '\u200b ', null, undefined])('%j counts as absent, without a warning', (blank) => {
  expect(
    readPageOptions({ templateId: blank, companyName: blank, providers: blank, enableUpload: blank }),
  ).toEqual({
    options: {},
    warnings: [],
  });
});

test.each([
  [{ enableUpload: 'true' }, 'enableUpload is ignored, because it is "true". Pass true or false.'],
  [{ enableTypeBar: '1' }, 'enableTypeBar is ignored, because it is "1". Pass true or false.'],
  [{ providers: 'x' }, 'providers is ignored, because it is "x". Pass an array of ids of providers.'],
  [{ topProviders: [1] }, 'topProviders is ignored, because it is [1]. Pass an array of ids of providers.'],
  [
    { templateId: { id: 'x' } },
    'templateId is ignored, because it is {"id":"x"}. Pass the id of a wink template.',
  ],
  [
    { companyName: 'x'.repeat(201) },
    `companyName is ignored, because it is "${'x'.repeat(59)}…. Pass a string of at most 200 characters.`,
  ],
])('%j is ignored with a warning', (given, warning) => {
  expect(readPageOptions({ ...given, locale: 'es' })).toEqual({
    options: { locale: 'es' },
    warnings: [warning],
  });
});

test('usable options stay as they are, without blank ids', () => {
  const options = {
    providers: ['a', 'b'],
    enableUpload: false,
    companyName: '🏦'.repeat(200),
    theme: 'dark',
  } as const;
  expect(readPageOptions({ ...options, providers: ['a', '', 'b'] })).toEqual({ options, warnings: [] });
});

test('any JSON is read, with at most one short warning for each option', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('templateId', 'providers', 'enableUpload', 'x'), fc.jsonValue()),
      (given) => {
        const { options, warnings } = readPageOptions(given);
        expect(Object.keys(given)).toEqual(expect.arrayContaining(Object.keys(options)));
        expect(warnings.every((warning) => warning.length < 200)).toBe(true);
      },
    ),
  );
});

test.each(['[object Object]', 'NaN', "() => 'Acme'", "function () { return 'Acme'; }", 'class Acme {}'])(
  'the loader made %j from a value of a wrong type, so it is not shown as the name of a company',
  (companyName) => {
    const { options, warnings } = readPageOptions({ companyName });
    expect(options).toEqual({});
    expect(warnings).toEqual([
      `companyName is ignored, because it is ${JSON.stringify(companyName)}. Pass a string of at most 200 characters.`,
    ]);
  },
);

test.each(['Function & Form', 'Class of 1999', 'Nan', 'Object'])(
  '%j is the name of a company',
  (companyName) => {
    expect(readPageOptions({ companyName })).toEqual({ options: { companyName }, warnings: [] });
  },
);
