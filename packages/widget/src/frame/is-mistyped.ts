import type { LinkedAccount } from './chart-vocabulary.ts';

/**
 * Whether the provider refused what the user typed. The user then corrects it in the form, and no error screen is
 * shown.
 */
export const isMistyped = (account: LinkedAccount | null): boolean =>
  account?.status === 'ERROR' && account.errorCode === 'INVALID_CREDENTIALS';
