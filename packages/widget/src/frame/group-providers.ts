import type { WidgetProvider } from '@winkwire/contract/widget-api';

interface Filter {
  search: string;
  /** A provider type, or null for all. */
  type: string | null;
  topProviders: string[];
  /** Hides providers without a connection: without document upload, choosing one leads nowhere. */
  onlyConnected: boolean;
}

export interface ProviderType {
  type: string;
  label: string;
}

/** What the list shows. Without a search, the top providers come first, in the tenant's order. */
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

/** True if each search word starts a word of the provider's names. Accents and case are ignored. */
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
