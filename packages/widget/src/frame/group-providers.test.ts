import type { WidgetProvider } from '@winkwire/contract/widget-api';
import { expect, test } from 'vitest';
import { groupProviders } from './group-providers.ts';

const provider = (id: string, changes: Partial<WidgetProvider> = {}): WidgetProvider => ({
  id,
  name: id,
  longName: id,
  logoUrl: '',
  colour: '#000000',
  type: 'GIG',
  subType: 'SERVICES',
  accountConnection: true,
  loginOptions: [],
  ...changes,
});
const everything = {
  search: '',
  type: null,
  categoryOf: ({ subType }: WidgetProvider) => (subType === 'TRADING' ? 'ขายของออนไลน์' : 'Freelance work'),
  topProviders: [],
  onlyConnected: false,
};
const idsOf = (providers: WidgetProvider[]) => providers.map(({ id }) => id);
const all = [
  provider('Café Río', { longName: 'Café Río de la Plata', type: 'EMPLOYER' }),
  provider('Parcelo'),
  provider('Old Mill', { subType: 'TRADING', accountConnection: false }),
];

test('the top providers come first, in the order given, and are not repeated below', () => {
  const { top, others } = groupProviders(all, {
    ...everything,
    topProviders: ['Old Mill', 'gone', 'Parcelo'],
  });
  expect(idsOf(top)).toEqual(['Old Mill', 'Parcelo']);
  expect(idsOf(others)).toEqual(['Café Río']);
});

test('a search matches the beginnings of words in all names, in any order, without accents', () => {
  const find = (search: string) =>
    idsOf(groupProviders(all, { ...everything, search, topProviders: ['Parcelo'] }).others);
  expect(find('rio cafe')).toEqual(['Café Río']);
  expect(find('plata')).toEqual(['Café Río']);
  expect(find(' PARC ')).toEqual(['Parcelo']);
  expect(find('elo')).toEqual([]);
  expect(find('freelance')).toEqual(['Café Río', 'Parcelo']);
  expect(find('ขาย')).toEqual(['Old Mill']);
});

test('a search finds full-width letters, and ignores invisible characters', () => {
  const find = (search: string) => idsOf(groupProviders(all, { ...everything, search }).others);
  expect(find('ｐａｒｃｅｌ')).toEqual(['Parcelo']);
  expect(find('\u200epar\u200bcelo\u200e')).toEqual(['Parcelo']);
});

test('without upload, providers without a connection are not offered', () => {
  expect(idsOf(groupProviders(all, { ...everything, onlyConnected: true }).others)).toEqual([
    'Café Río',
    'Parcelo',
  ]);
});

test('the type bar lists each type once and filters by it', () => {
  const { types, others } = groupProviders(all, { ...everything, type: 'EMPLOYER' });
  expect(types).toEqual(['EMPLOYER', 'GIG']);
  expect(idsOf(others)).toEqual(['Café Río']);
});

test.each([
  ['a wrong letter', 'parselo'],
  ['an additional letter', 'parrcelo'],
  ['a missing letter', 'pacelo'],
  ['two exchanged letters', 'pacrelo'],
])('a search with %s still finds the provider', (_, search) => {
  expect(idsOf(groupProviders(all, { ...everything, search }).others)).toContain('Parcelo');
});

test('a typing mistake adds nothing to a search that has a result', () => {
  const exact = idsOf(groupProviders(all, { ...everything, search: 'parcelo' }).others);
  expect(exact).toEqual(['Parcelo']);
});
