import type {
  AccountProgress,
  WidgetProvider,
  Sources as WidgetSources,
} from '@winkwire/contract/widget-api';
import Type from 'typebox';
import { shownProviders } from '../../actions/shown-providers.ts';
import { type ProviderEntry, widgetProvider } from '../../connectors/provider-entry.ts';
import { providersOf } from '../../connectors/providers-of.ts';
import { accountProgress, findAccountsOfUser } from '../../domain/accounts.ts';
import { archiveProgress } from '../../domain/archive-progress.ts';
import { findArchivesOfUser } from '../../domain/archives.ts';
import { listFiles } from '../../domain/files.ts';
import { readSessionOptions } from '../../domain/session-options.ts';
import type { SessionCaller } from '../../platform/caller.ts';
import type { Services } from '../../platform/services.ts';
import { operation } from '../operation.ts';
import { Sources, WidgetProviders } from './schemas.ts';

const query = Type.Object({
  search: Type.Optional(Type.String({ maxLength: 200 })),
  type: Type.Optional(Type.String({ maxLength: 50 })),
});

export const widgetProviderOperations = [
  operation({
    method: 'GET',
    path: '/widget/api/providers',
    id: 'listWidgetProviders',
    summary: 'List the providers that this session may show',
    access: 'session',
    internal: true,
    query,
    data: WidgetProviders,
    async run({ caller, query: wanted }, services) {
      const options = await readSessionOptions(services.store, caller);
      const entries = shownProviders(providersOf(services, caller), options).filter((entry) =>
        matches(entry, wanted),
      );
      return { items: entries.map((entry): WidgetProvider => widgetProvider(entry, services.publicUrl)) };
    },
  }),
  operation({
    method: 'GET',
    path: '/widget/api/sources',
    id: 'listWidgetSources',
    summary: 'List what the user has linked and uploaded',
    access: 'session',
    internal: true,
    data: Sources,
    run: async ({ caller }, services) => findSources(services, caller),
  }),
];

async function findSources(services: Services, caller: SessionCaller): Promise<WidgetSources> {
  const accounts = await findAccountsOfUser(services.store, caller, caller.userId);
  const archives = await findArchivesOfUser(services.store, caller, caller.userId);
  const files = await listFiles(
    services.store,
    archives.map(({ id }) => id),
  );
  return {
    accounts: accounts.map((row) => withoutCallbacks(accountProgress(row, []))),
    archives: archives.map((archive) =>
      archiveProgress(services, { archive, files: files.get(archive.id) ?? [] }),
    ),
  };
}

function withoutCallbacks({ callbacks: _, ...progress }: AccountProgress): WidgetSources['accounts'][number] {
  return progress;
}

function matches(entry: ProviderEntry, { search, type }: { search?: string; type?: string }): boolean {
  if (type && entry.type !== type) return false;
  const text = `${entry.name} ${entry.longName}`.toLowerCase();
  return (search ?? '')
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
