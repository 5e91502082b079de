import type { DatapointKind } from './datapoints.ts';

/**
 * The kinds of data that a consent page names, in the order in which the page shows them. Each of these kinds
 * can cover several of `datapointKinds`.
 */
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
