import { type DatapointKind, datapointKinds } from '@winkwire/contract/datapoints';
import { datapointResources } from '@winkwire/contract/resources/datapoint-schemas';
import { page } from '@winkwire/contract/schema/envelope';
import type { TSchema } from 'typebox';
import { datapointListings, datapointResource, findDatapoint } from '../domain/datapoints.ts';
import { withNewFileLinks } from '../domain/file-links.ts';
import { Failure } from '../platform/failure.ts';
import { idParams } from './fields.ts';
import { type Operation, operation } from './operation.ts';

const names: Record<DatapointKind, { one: string; many: string; tag: string }> = {
  identity: { one: 'an identity', many: 'identities', tag: 'Identities' },
  rating: { one: 'a rating', many: 'ratings', tag: 'Ratings' },
  document: { one: 'a document', many: 'documents', tag: 'Documents' },
  employment: { one: 'an employment', many: 'employments', tag: 'Employments' },
  income: { one: 'an income', many: 'incomes', tag: 'Incomes' },
  contribution: { one: 'a contribution', many: 'contributions', tag: 'Contributions' },
  liability: { one: 'a liability', many: 'liabilities', tag: 'Liabilities' },
  transaction: { one: 'a transaction', many: 'transactions', tag: 'Transactions' },
  eincome: { one: 'an estimated income', many: 'estimated incomes', tag: 'Estimated incomes' },
  insight: { one: 'an insight', many: 'insights', tag: 'Insights' },
  link: { one: 'a link', many: 'links', tag: 'Links' },
};

export const datapointOperations = (Object.keys(datapointKinds) as DatapointKind[]).flatMap(operationsOf);

function operationsOf(kind: DatapointKind): Operation[] {
  const { path, idKind } = datapointKinds[kind];
  const { one, many, tag } = names[kind];
  // The compiler does not compare the rows with this schema here. It does so in the code that writes them.
  const resource: TSchema = datapointResources[kind];
  const noun = idKind.replace(/^./, (letter) => letter.toUpperCase());
  return [
    operation({
      method: 'GET',
      path: `/v1/${path}`,
      id: `list${path.replace(/^./, (letter) => letter.toUpperCase())}`,
      summary: `List ${many}`,
      tag,
      access: 'key',
      query: datapointListings[kind].query,
      data: page(resource),
      run: async ({ caller, query }, services) => {
        const scope = { ...caller, where: { kind } };
        const found = await datapointListings[kind].page(services.store, scope, query);
        return kind === 'document'
          ? withNewFileLinks(services, { queries: services.store, caller }, found)
          : found;
      },
    }),
    operation({
      method: 'GET',
      path: `/v1/${path}/:id`,
      id: `get${noun}`,
      summary: `Get ${one}`,
      tag,
      access: 'key',
      params: idParams,
      data: resource,
      async run({ caller, params }, services) {
        const row = await findDatapoint(services.store, caller, { kind, id: params.id });
        if (!row) throw new Failure('MISSING_RESOURCE');
        const found = datapointResource(row);
        return kind === 'document'
          ? withNewFileLinks(services, { queries: services.store, caller }, found)
          : found;
      },
    }),
  ];
}
