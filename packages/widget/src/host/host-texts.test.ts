import { languages } from '@winkwire/contract/languages';
import { expect, test } from 'vitest';
import { hostTexts } from './host-texts.ts';

test('the loader has all its texts in every language of the widget', () => {
  const spoken = languages.map((language) => hostTexts(language));
  expect(spoken.map(({ lang }) => lang)).toEqual(languages.map((language) => language.split('-')[0]));
  for (const texts of spoken) expect(Object.values(texts).every(Boolean)).toBe(true);
  expect(new Set(spoken.map(({ slow }) => slow)).size).toBe(languages.length);
});

test('a locale with a region gets the texts of its language, and an unknown locale gets English', () => {
  expect(hostTexts('es_MX').lang).toBe('es');
  for (const tag of ['fil-PH', 'tl', 'tl-PH', 'tl_PH']) expect(hostTexts(tag).lang).toBe('fil');
  expect(hostTexts('zh-Hant-TW').lang).toBe('zh');
  for (const unknown of ['', 'de', 'constructor', '\u0000']) expect(hostTexts(unknown).lang).toBe('en');
});
