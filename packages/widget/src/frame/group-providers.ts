import type { ProviderType } from '@winkwire/contract/provider-types';
import type { WidgetProvider } from '@winkwire/contract/widget-api';

interface Filter {
  search: string;
  /** Null for all. */
  type: ProviderType | null;
  /** The provider's category in words, which is searched too. */
  categoryOf: (provider: WidgetProvider) => string;
  topProviders: string[];
  /** Hides providers without a connection: without document upload, choosing one leads nowhere. */
  onlyConnected: boolean;
}

/** What the list shows. Without a search, the top providers come first, in the tenant's order. */
export function groupProviders(all: WidgetProvider[], filter: Filter) {
  const offered = all.filter((provider) => provider.accountConnection || !filter.onlyConnected);
  const found = offered.filter(
    (provider) => (!filter.type || provider.type === filter.type) && matches(provider, filter),
  );
  const isSearching = filter.search.trim() !== '';
  const top = isSearching
    ? []
    : filter.topProviders.slice(0, 10).flatMap((id) => found.find((provider) => provider.id === id) ?? []);
  return {
    top,
    others: found.filter((provider) => !top.includes(provider)),
    types: [...new Set(offered.map(({ type }) => type))],
  };
}

/** True if each search word starts a word of the provider's names. Accents and case are ignored. */
function matches(provider: WidgetProvider, { search, categoryOf }: Filter): boolean {
  const words = wordsOf(`${provider.name} ${provider.longName} ${categoryOf(provider)}`);
  return wordsOf(search).every((wanted) => words.some((word) => word.startsWith(wanted)));
}

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean);
