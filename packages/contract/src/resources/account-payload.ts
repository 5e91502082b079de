import Type from 'typebox';
import { nullable } from '../schema/nullable.ts';
import { datapointPayloads as kinds } from './datapoint-schemas.ts';
import { SourceMetadata, sourceMetadataExample } from './metadata.ts';
import { datapointsPayloadExample } from './payload.ts';

/**
 * All data of an account. The lists are complete. In an event, each list has at most 300 items. A kind without data is
 * null or an empty list.
 */
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
    description: 'All data that was read from one account.',
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
