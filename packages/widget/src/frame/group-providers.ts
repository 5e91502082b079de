import type { ProviderType } from '@winkwire/contract/provider-types';
import type { WidgetProvider } from '@winkwire/contract/widget-api';

interface Filter {
  search: string;
  /** Null shows all types. */
  type: ProviderType | null;
  /** Returns the name of the provider's category. A search finds providers by this name too. */
  categoryOf: (provider: WidgetProvider) => string;
  topProviders: string[];
  /** Whether to hide the providers at which users can only upload documents. */
  onlyConnected: boolean;
}

/** `top` has at most ten providers, and is empty during a search. `types` are the choices for the filter by type. */
export function groupProviders(all: WidgetProvider[], filter: Filter) {
  const offered = all.filter((provider) => provider.accountConnection || !filter.onlyConnected);
  const ofType = offered.filter((provider) => !filter.type || provider.type === filter.type);
  const exact = ofType.filter((provider) => matches(provider, filter, startsWith));
  const found =
    exact.length > 0 ? exact : ofType.filter((provider) => matches(provider, filter, nearlyStartsWith));
  const isSearching = filter.search.trim() !== '';
  const top = isSearching
    ? []
    : filter.topProviders.slice(0, 10).flatMap((id) => found.find((provider) => provider.id === id) ?? []);
  return {
    top,
    others: found.filter((provider) => !top.includes(provider)),
    types: [...new Set(offered.map(({ type }) => type))].sort(),
  };
}

/** Each word of the search must begin a word of the provider. Ignores accents and case. */
function matches(
  provider: WidgetProvider,
  { search, categoryOf }: Filter,
  isBegunBy: (word: string, wanted: string) => boolean,
): boolean {
  const words = wordsOf(`${provider.name} ${provider.longName} ${categoryOf(provider)}`);
  return wordsOf(search).every((wanted) => words.some((word) => isBegunBy(word, wanted)));
}

const startsWith = (word: string, wanted: string): boolean => word.startsWith(wanted);

/** If `wanted` has four or more letters, one typing mistake is permitted. */
function nearlyStartsWith(word: string, wanted: string): boolean {
  if (wanted.length < 4) return word.startsWith(wanted);
  let at = 0;
  while (at < wanted.length && word[at] === wanted[at]) at += 1;
  const rest = wanted.slice(at + 1);
  const exchanged = `${wanted[at + 1]}${wanted[at]}${wanted.slice(at + 2)}`;
  return (
    word.startsWith(rest, at + 1) ||
    word.startsWith(rest, at) ||
    word.startsWith(wanted.slice(at), at + 1) ||
    word.startsWith(exchanged, at)
  );
}

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/[\p{Diacritic}\p{Cf}]/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean);
