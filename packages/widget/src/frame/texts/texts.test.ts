import { expect, test } from 'vitest';
import { formatDate } from '../format-date.ts';
import { ar } from './ar.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { loadTexts } from './load-texts.ts';

test('a region gets the texts of its language, and an unknown language gets English', async () => {
  expect((await loadTexts('es-MX')).texts).toBe(es);
  expect((await loadTexts('ar')).texts.direction).toBe('rtl');
  expect(await loadTexts('tl-PH')).toEqual({ tag: 'en', texts: en });
  expect((await loadTexts(undefined)).texts).toBe(en);
});

test.each([
  ['es_MX', 'es-MX', es],
  [' ES-mx ', 'es-MX', es],
  ['en_US', 'en-US', en],
  ['est', 'en', en],
  ['', 'en', en],
  ['not a tag', 'en', en],
  ['toString', 'en', en],
])('the locale %j is understood as %s, and dates can be formatted in it', async (locale, tag, texts) => {
  const language = await loadTexts(locale);
  expect(language).toEqual({ tag, texts });
  expect(formatDate('2026-04-21T09:30:00Z', language.tag)).toContain('2026');
});

test.each([
  ['es', es],
  ['ar', ar],
])('every long text is translated into %s', (_, texts) => {
  const untranslated = (own: unknown, english: unknown, path: string): string[] => {
    if (typeof own === 'string') return own === english && own.length > 12 ? [path] : [];
    if (typeof own !== 'object' || own === null) return [];
    return Object.entries(own).flatMap(([key, value]) =>
      untranslated(value, (english as Record<string, unknown>)[key], `${path}.${key}`),
    );
  };
  expect(untranslated(texts, en, 'texts')).toEqual([]);
});
