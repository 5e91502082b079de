import type { LinkedAccount } from './chart-vocabulary.ts';

export const isMistyped = (account: LinkedAccount | null): boolean =>
  account?.status === 'ERROR' && account.errorCode === 'INVALID_CREDENTIALS';
