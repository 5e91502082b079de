import type { LinkedAccount } from './chart-vocabulary.ts';

/** Whether the provider refused what the user typed. The user corrects this in the form, without an error screen. */
export const isMistyped = (account: LinkedAccount | null): boolean =>
  account?.status === 'ERROR' && account.errorCode === 'INVALID_CREDENTIALS';
