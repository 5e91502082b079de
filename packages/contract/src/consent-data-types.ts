import type { DatapointKind } from './datapoints.ts';

/** The kinds of data on a consent page, in this order. Each can cover several of `datapointKinds`. */
export const consentDataTypes = [
  'IDENTITY',
  'EMPLOYMENT',
  'INCOME',
  'PAYMENTS',
  'DOCUMENTS',
  'CONTRIBUTIONS',
  'RATINGS',
] as const;

export type ConsentDataType = (typeof consentDataTypes)[number];

export const consentDataTypeOf: Record<DatapointKind, ConsentDataType> = {
  identity: 'IDENTITY',
  employment: 'EMPLOYMENT',
  income: 'INCOME',
  eincome: 'INCOME',
  insight: 'INCOME',
  transaction: 'PAYMENTS',
  document: 'DOCUMENTS',
  contribution: 'CONTRIBUTIONS',
  liability: 'CONTRIBUTIONS',
  rating: 'RATINGS',
  link: 'IDENTITY',
};
