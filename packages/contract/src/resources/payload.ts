import Type from 'typebox';
import { page } from '../schema/envelope.ts';
import { nullable } from '../schema/nullable.ts';
import { datapointPayloads as kinds } from './datapoint-schemas.ts';

/** The maximum number of items in each list of an event's payload. */
export const maximumPayloadItems = 300;

const first = (schema: Type.TObject) => (schema as { examples?: unknown[] }).examples?.[0];
const onePage = <Item extends Type.TObject>(item: Item) => nullable(page(item));
const pageExample = (item: Type.TObject) => ({ nextCursor: null, items: [first(item)] });

export const datapointsPayloadExample = {
  identity: first(kinds.identity),
  rating: null,
  documents: null,
  incomes: pageExample(kinds.income),
  transactions: pageExample(kinds.transaction),
  employments: pageExample(kinds.employment),
  contributions: null,
  liabilities: null,
  eincomes: pageExample(kinds.eincome),
  links: null,
  insight: null,
};

/** The data of a source, with at most 300 items of each list. A kind without data is null. */
export const DatapointsPayload = Type.Object(
  {
    identity: nullable(kinds.identity),
    rating: nullable(kinds.rating),
    documents: onePage(kinds.document),
    incomes: onePage(kinds.income),
    transactions: onePage(kinds.transaction),
    employments: onePage(kinds.employment),
    contributions: onePage(kinds.contribution),
    liabilities: onePage(kinds.liability),
    eincomes: onePage(kinds.eincome),
    links: onePage(kinds.link),
    insight: nullable(kinds.insight),
  },
  { examples: [datapointsPayloadExample] },
);
export type DatapointsPayload = Type.Static<typeof DatapointsPayload>;
