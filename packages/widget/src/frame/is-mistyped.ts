import type { LinkedAccount } from './chart-vocabulary.ts';

/** Whether the provider refused what the user typed. */
export const isMistyped = (account: LinkedAccount | null): boolean =>
  account?.status === 'ERROR' && account.errorCode === 'INVALID_CREDENTIALS';
