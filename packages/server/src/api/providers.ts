import { Provider } from '@winkwire/contract/resources/provider';
import { page } from '@winkwire/contract/schema/envelope';
import Type from 'typebox';
import { providerResource } from '../connectors/provider-entry.ts';
import { providerLogo } from '../connectors/provider-logo.ts';
import { providersOf, requireProvider } from '../connectors/providers-of.ts';
import { pageOfArray } from '../domain/array-page.ts';
import { type ListQuery, listQuery } from '../domain/listing.ts';
import { Failure } from '../platform/failure.ts';
import { FileResponse } from '../platform/file-response.ts';
import { idParams } from './fields.ts';
import { operation } from './operation.ts';

const tag = 'Providers';
const word = (description: string) => Type.Optional(Type.String({ maxLength: 200, description }));
const flag = (description: string) => Type.Optional(Type.Boolean({ description }));
/** Accepts `ids=a&ids=b`, and also `ids=a,b`, which many clients send. */
const ids = (maxItems: number, description: string) => {
  const id = Type.String({ maxLength: 100 });
  const joined = Type.String({ maxLength: 5000 });
  return Type.Optional(Type.Union([Type.Array(id, { maxItems }), joined], { description }));
};

const most = { ids: 150, topIds: 10 };

const query = Type.Unsafe<ListQuery>(
  Type.Object({
    ...(listQuery() as unknown as Type.TObject).properties,
    type: word('Only providers of this type.'),
    subType: word('Only providers of this subtype.'),
    active: flag(
      'If true, only providers that work at the moment. If false, only providers that do not work.',
    ),
    enabled: flag('If true, only providers that you may use. If false, only providers that you may not use.'),
    accountConnection: flag(
      'If true, only providers that users can log in to. If false, only providers without a login.',
    ),
    name: word('Only providers whose name contains this text.'),
    ids: ids(most.ids, 'Only these providers.'),
    topIds: ids(most.topIds, 'These providers come first, in this order.'),
  }),
);

const filters = ['type', 'subType', 'active', 'enabled', 'accountConnection', 'name', 'ids', 'topIds'];

export const providerOperations = [
  operation({
    method: 'GET',
    path: '/v1/providers',
    id: 'listProviders',
    summary: 'List providers',
    tag,
    access: 'key',
    query,
    data: page(Provider),
    async run({ caller, query: given }, services) {
      vetIds(given);
      const items = providersOf(services, caller).map((entry) => providerResource(entry, services.publicUrl));
      return pageOfArray({ name: 'providers', items, idOf: ({ id }) => id, filters }, given, select);
    },
  }),
  operation({
    method: 'GET',
    path: '/v1/providers/:id',
    id: 'getProvider',
    summary: 'Get a provider',
    tag,
    access: 'key',
    params: idParams,
    data: Provider,
    run: async ({ caller, params }, services) =>
      providerResource(requireProvider(services, caller, params.id), services.publicUrl),
  }),
  operation({
    method: 'GET',
    path: '/assets/providers/:name',
    id: 'getProviderLogo',
    summary: 'The logo of a provider',
    access: 'public',
    internal: true,
    params: Type.Object({ name: Type.String({ maxLength: 100 }) }),
    data: Type.Null(),
    async run({ params: { name } }, services) {
      const entries = providersOf(services, { mode: 'SANDBOX' });
      const position = entries.findIndex(({ id }) => `${id}.svg` === name);
      const entry = entries[position];
      if (!entry) throw new Failure('MISSING_RESOURCE');
      return new FileResponse('image/svg+xml', Buffer.from(providerLogo(entry, position)), {
        'cache-control': 'public, max-age=86400',
        'x-content-type-options': 'nosniff',
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
      });
    },
  }),
];

/** Throws INVALID_PARAMETERS for too many ids. */
function vetIds(given: ListQuery): void {
  for (const [name, limit] of Object.entries(most)) {
    if (given[name] !== undefined && idsOf(String(given[name])).length > limit)
      throw new Failure('INVALID_PARAMETERS', `${name}: may have at most ${limit} items.`);
  }
}

const idsOf = (text: string): string[] => text.split(',').map((id) => id.trim());

function select(wanted: Record<string, string>, providers: readonly Provider[]): readonly Provider[] {
  const { type, subType, active, enabled, accountConnection, name } = wanted;
  const only = wanted.ids === undefined ? undefined : idsOf(wanted.ids);
  const top = idsOf(wanted.topIds ?? '');
  const place = ({ id }: Provider) => (top.includes(id) ? top.indexOf(id) : top.length);
  return providers
    .filter((provider) => type === undefined || provider.type === type)
    .filter((provider) => subType === undefined || provider.subType === subType)
    .filter((provider) => active === undefined || String(provider.active) === active)
    .filter((provider) => enabled === undefined || String(provider.enabled) === enabled)
    .filter(
      (provider) =>
        accountConnection === undefined || String(provider.accountConnection) === accountConnection,
    )
    .filter((provider) => name === undefined || provider.name.toLowerCase().includes(name.toLowerCase()))
    .filter((provider) => only === undefined || only.includes(provider.id))
    .toSorted((a, b) => place(a) - place(b));
}
