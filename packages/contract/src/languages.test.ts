import { expect, test } from 'vitest';
import { directionOf, findLanguage } from './languages.ts';

test.each([
  ['es_MX', 'es', 'es-MX'],
  [' ES-mx ', 'es', 'es-MX'],
  ['es_MX.UTF-8', 'es', 'es-MX'],
  ['en_US', 'en', 'en-US'],
  ['en-', 'en', 'en'],
  ['tl', 'fil', 'fil'],
  ['tl-PH', 'fil', 'fil-PH'],
  ['fil', 'fil', 'fil'],
  ['in', 'id', 'id'],
  ['id-ID', 'id', 'id-ID'],
  ['ar-SA', 'ar', 'ar-SA'],
  ['zh', 'zh-Hans', 'zh'],
  ['zh-CN', 'zh-Hans', 'zh-CN'],
  ['zh-Hant', 'zh-Hans', 'zh-Hans'],
  ['zh-TW', 'zh-Hans', 'zh-Hans'],
  ['vi-VN', 'vi', 'vi-VN'],
  ['th_TH', 'th', 'th-TH'],
])('%j is %s, with the tag %s', (tag, language, canonical) => {
  expect(findLanguage([tag])).toEqual({ language, tag: canonical });
});

test.each([
  ['42'],
  ['estonian'],
  ['est'],
  ['C'],
  [''],
  ['not a tag'],
  ['toString'],
  ['de-DE'],
  [42],
  [undefined],
  [`en-${'x'.repeat(5000)}`],
])('%j is none of the languages', (tag) => {
  expect(findLanguage([tag])).toBeNull();
  expect(findLanguage([tag, 'de', 'ar-EG', 'es'])).toEqual({ language: 'ar', tag: 'ar-EG' });
});

test.each([
  ['ar', 'rtl'],
  ['ar_SA', 'rtl'],
  ['AR-eg', 'rtl'],
  ['ckb', 'rtl'],
  ['ps', 'rtl'],
  ['az-Arab', 'rtl'],
  ['iw', 'rtl'],
  ['yi', 'rtl'],
  ['dv', 'rtl'],
  ['ar-Latn', 'ltr'],
  ['az', 'ltr'],
  ['zh-Hans', 'ltr'],
  ['!!', 'ltr'],
  ['', 'ltr'],
])('the direction of %j is %s', (tag, direction) => {
  expect(directionOf(tag)).toBe(direction);
});
