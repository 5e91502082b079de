import { findLanguage, type Language, languages } from '@winkwire/contract/languages';
import {
  maximumUploadBytes,
  maximumUploadFiles,
  maximumUploadRequestBytes,
} from '@winkwire/contract/widget-api';
import { expect, test } from 'vitest';
import { formatBytes } from '../format-bytes.ts';
import { type CountForms, formatCount } from '../format-count.ts';
import { formatDate } from '../format-date.ts';
import { readingTexts } from '../reading-texts.ts';
import { ar } from './ar.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { loadTexts } from './load-texts.ts';

const load = (tag: string) => loadTexts(findLanguage([tag]));

test.each(languages)('%s states the limits of an upload as they are', async (language) => {
  const { upload } = (await load(language)).texts;
  const [one, all] = [maximumUploadBytes, maximumUploadRequestBytes].map((bytes) => `${bytes / 1024 / 1024}`);
  const numbersIn = (text: string) => text.match(/\d+/g);
  expect(numbersIn(upload.formats)).toEqual([`${maximumUploadFiles}`, one, all]);
  expect(numbersIn(upload.tooLarge)).toEqual([all]);
  expect(numbersIn(upload.faults.TOO_LARGE_TOGETHER)).toEqual([all]);
  expect(numbersIn(upload.faults.TOO_LARGE_AS_JPG)).toEqual([all]);
  expect(numbersIn(upload.faults.TOO_LARGE)).toEqual([one]);
  expect(numbersIn(upload.faults.TOO_MANY)).toEqual([`${maximumUploadFiles}`]);
});

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
  expect(formatBytes(1.5 * 1024 * 1024, formats)).toContain('1.5');
});

/** Every text and every set of plural forms, with its path. Functions are called with placeholders. */
function leaves(texts: unknown, path = ''): [path: string, leaf: string | CountForms][] {
  if (typeof texts === 'string') return [[path, texts]];
  if (typeof texts === 'function') return leaves(texts('{1}', '{2}'), path);
  if (typeof texts !== 'object' || texts === null) return [];
  if ('other' in texts) return [[path, texts as CountForms]];
  return Object.entries(texts).flatMap(([key, value]) => leaves(value, `${path}.${key}`));
}

/** Texts that are the same in Filipino and English, because banks in the Philippines write them in English. */
const shared: Record<string, string[]> = {
  fil: [
    '.login.fields.password',
    '.login.fields.ssn',
    '.fieldNames.password',
    '.fieldNames.ssn',
    '.mfa.code',
    '.accountRevoke.account',
    '.fileTypes.PAYSLIP',
    '.fileTypes.EMPLOYMENT_CERTIFICATE',
    '.fileTypes.CLEARANCE_NBI',
  ],
};

test.each(languages.filter((language) => language !== 'en'))('%s is complete', async (language) => {
  const { texts } = await load(language);
  const own = leaves(texts);
  const english = new Map(leaves(en));
  expect(own.map(([path]) => path)).toEqual([...english.keys()]);
  const same = own.filter(
    ([path, text]) => text === english.get(path) && /\p{L}/u.test(String(text).replace(/\{\d\}/g, '')),
  );
  expect(
    same
      .map(([path]) => path)
      .filter((path) => path !== '.direction')
      .sort(),
  ).toEqual((shared[language] ?? []).sort());
  const names = (text: string | CountForms) => [...new Set(String(text).match(/\{\d\}/g))].sort();
  const lost = own.filter(([path, text]) => names(text).join() !== names(english.get(path) ?? '').join());
  expect(lost.map(([path]) => path)).toEqual([]);
});

test.each(languages)('%s has a form for every plural, and the count in it', async (language) => {
  const rules = new Intl.PluralRules(language);
  const categories = new Set(Array.from({ length: 200 }, (_, count) => rules.select(count)));
  const { texts } = await load(language);
  for (const [path, forms] of leaves(texts)) {
    if (typeof forms === 'string') continue;
    // One form is enough if the text does not change with the number.
    if (Object.keys(forms).length > 1) expect(new Set(Object.keys(forms)), path).toEqual(categories);
    expect(forms.other, path).toContain('{count}');
  }
});

const allTexts = async (language: Language) =>
  leaves({ ...(await load(language)).texts, reading: readingTexts[language] });

test.each([
  ['es', /\b(tu|tus|tú|te|puedes|inténtalo|quieras|vuelve|comprueba|mantén|elige|haz)(?!\p{L})/iu],
  ['id', /\bkamu\b/i],
  ['zh-Hans', /你/],
  ['th', /ครับ|ค่ะ/],
] as const)('%s keeps the tone of a bank, without %s', async (language, familiar) => {
  const texts = await allTexts(language);
  expect(texts.filter(([, text]) => familiar.test(JSON.stringify(text)))).toEqual([]);
});

test.each(languages)('%s does not shout', async (language) => {
  const texts = await allTexts(language);
  expect(texts.filter(([, text]) => /[!！¡]/.test(JSON.stringify(text)))).toEqual([]);
});
