import { findLanguage } from '@winkwire/contract/languages';
import { expect, test } from 'vitest';
import { formatBytes } from '../format-bytes.ts';
import { formatCount } from '../format-count.ts';
import { formatDate } from '../format-date.ts';
import { ar } from './ar.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { loadTexts } from './load-texts.ts';

const load = (tag: string) => loadTexts(findLanguage([tag]));

test('a region gets the texts of its language, and its own dates', async () => {
  const mexican = await load('es_MX');
  expect(mexican).toMatchObject({ language: 'es', tag: 'es-MX', texts: es });
  expect(formatDate('2026-04-21T09:30:00Z', mexican.formats)).toBe('21 de abril de 2026');
  expect(await load('estonian')).toMatchObject({ language: 'en', tag: 'en', texts: en });
});

test('numbers follow the plural rules of the language', () => {
  const results = (count: number) => formatCount(ar.providerList.results, count, 'ar-u-nu-latn');
  expect([1, 2, 3, 11, 100].map(results)).toEqual([
    'نتيجة واحدة',
    'نتيجتان',
    '3 نتائج',
    '11 نتيجة',
    '100 نتيجة',
  ]);
  expect(formatCount(es.providerList.results, 1234567, 'es')).toBe('1.234.567 resultados');
});

test('Arabic has one kind of digits and one calendar in every region', async () => {
  const { formats, tag } = await load('ar-SA');
  expect(tag).toBe('ar-SA');
  expect(formatDate('2026-04-21T09:30:00Z', formats)).toContain('2026');
  expect(formatBytes(1500, formats)).toContain('1.5');
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
