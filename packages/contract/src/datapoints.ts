/**
 * The kinds of data that a source can have. `name` is for `datapoints` lists, `payloadKey` for payloads, `path` for the
 * REST API, and `idKind` for ids.
 */
export const datapointKinds = {
  identity: { name: 'IDENTITIES', payloadKey: 'identity', path: 'identities', idKind: 'identity' },
  rating: { name: 'RATINGS', payloadKey: 'rating', path: 'ratings', idKind: 'rating' },
  document: { name: 'DOCUMENTS', payloadKey: 'documents', path: 'documents', idKind: 'document' },
  employment: { name: 'EMPLOYMENTS', payloadKey: 'employments', path: 'employments', idKind: 'employment' },
  income: { name: 'INCOMES', payloadKey: 'incomes', path: 'incomes', idKind: 'income' },
  contribution: {
    name: 'CONTRIBUTIONS',
    payloadKey: 'contributions',
    path: 'contributions',
    idKind: 'contribution',
  },
  liability: { name: 'LIABILITIES', payloadKey: 'liabilities', path: 'liabilities', idKind: 'liability' },
  transaction: {
    name: 'TRANSACTIONS',
    payloadKey: 'transactions',
    path: 'transactions',
    idKind: 'transaction',
  },
  eincome: { name: 'EINCOMES', payloadKey: 'eincomes', path: 'eincomes', idKind: 'eincome' },
  insight: { name: 'INSIGHTS', payloadKey: 'insight', path: 'insights', idKind: 'insight' },
  // The only singular `name`. Customers depend on it.
  link: { name: 'LINK', payloadKey: 'links', path: 'links', idKind: 'link' },
} as const;

export type DatapointKind = keyof typeof datapointKinds;
export type DatapointName = (typeof datapointKinds)[DatapointKind]['name'];

export const datapointNames = Object.values(datapointKinds).map(({ name }) => name);
