import type { LinkedAccount } from './chart-vocabulary.ts';

/** Whether the provider refused what the user typed. They correct it in the form, and need no page of its own for that. */
export const isMistyped = (account: LinkedAccount | null): boolean =>
  account?.status === 'ERROR' && account.errorCode === 'INVALID_CREDENTIALS';
