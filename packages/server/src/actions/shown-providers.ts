import { hasConnection, type ProviderEntry } from '../connectors/provider-entry.ts';
import type { SessionOptions } from '../domain/session-options.ts';

/**
 * The selected providers: the top ones first, the others by name. If uploads are disabled, providers that cannot link
 * accounts are left out.
 */
export function shownProviders(entries: readonly ProviderEntry[], options: SessionOptions): ProviderEntry[] {
  const { providers, types, topProviders, enableUpload } = options;
  const place = ({ id }: ProviderEntry) => {
    const top = topProviders.indexOf(id);
    return top === -1 ? topProviders.length : top;
  };
  return entries
    .filter(({ id }) => providers.length === 0 || providers.includes(id))
    .filter(({ type }) => types.length === 0 || types.includes(type))
    .filter((entry) => enableUpload || hasConnection(entry))
    .sort((a, b) => place(a) - place(b) || a.name.localeCompare(b.name));
}
