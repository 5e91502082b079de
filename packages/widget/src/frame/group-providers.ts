import type { WidgetProvider } from '@winkwire/contract/widget-api';

interface Filter {
  search: string;
  /** A provider type, or null for all. */
  type: string | null;
  topProviders: string[];
  /** Without documents as a way on, sources that cannot be connected are no use. */
  onlyConnected: boolean;
}

export interface ProviderType {
  type: string;
  label: string;
}

/** What the list shows: the popular ones first, in the tenant's order, while nothing is searched. */
export function groupProviders(all: WidgetProvider[], filter: Filter) {
  const offered = all.filter((provider) => provider.accountConnection || !filter.onlyConnected);
  const found = offered.filter(
    (provider) => (!filter.type || provider.type === filter.type) && matches(provider, filter.search),
  );
  const isSearching = filter.search.trim() !== '';
  const top = isSearching
    ? []
    : filter.topProviders.slice(0, 10).flatMap((id) => found.find((provider) => provider.id === id) ?? []);
  return { top, others: found.filter((provider) => !top.includes(provider)), types: typesOf(offered) };
}

/** Every word of the search starts some word of the provider's names; accents and case do not count. */
function matches(provider: WidgetProvider, search: string): boolean {
  const words = wordsOf(`${provider.name} ${provider.longName} ${provider.subTypeLabel}`);
  return wordsOf(search).every((wanted) => words.some((word) => word.startsWith(wanted)));
}

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

function typesOf(providers: WidgetProvider[]): ProviderType[] {
  const labels = new Map(providers.map(({ type, typeLabel }) => [type, typeLabel]));
  return [...labels].map(([type, label]) => ({ type, label }));
}
