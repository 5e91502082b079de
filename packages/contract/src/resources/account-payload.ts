import Type from 'typebox';
import { nullable } from '../schema/nullable.ts';
import { datapointPayloads as kinds } from './datapoint-schemas.ts';
import { SourceMetadata, sourceMetadataExample } from './metadata.ts';
import { datapointsPayloadExample } from './payload.ts';

/** Everything that an account yielded, with complete lists. Kinds that it does not yield are null or empty. */
export const AccountPayload = Type.Object(
  {
    metadata: SourceMetadata,
    identity: nullable(kinds.identity),
    rating: nullable(kinds.rating),
    documents: Type.Array(kinds.document),
    incomes: Type.Array(kinds.income),
    transactions: Type.Array(kinds.transaction),
    employments: Type.Array(kinds.employment),
    contributions: Type.Array(kinds.contribution),
    liabilities: Type.Array(kinds.liability),
    eincomes: Type.Array(kinds.eincome),
    links: Type.Array(kinds.link),
    insight: nullable(kinds.insight),
  },
  {
    description: 'Everything that one account yielded.',
    examples: [
      {
        metadata: sourceMetadataExample,
        identity: datapointsPayloadExample.identity,
        rating: null,
        documents: [],
        incomes: datapointsPayloadExample.incomes.items,
        transactions: [],
        employments: datapointsPayloadExample.employments.items,
        contributions: [],
        liabilities: [],
        eincomes: [],
        links: [],
        insight: null,
      },
    ],
  },
);
export type AccountPayload = Type.Static<typeof AccountPayload>;
