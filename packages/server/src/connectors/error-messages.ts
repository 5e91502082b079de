import type { AccountErrorCode } from '@winkwire/contract/account-statuses';

/** What the user can do next, unless a connector gives its own message. The widget has texts of its own. */
export const errorMessages: Record<AccountErrorCode, string> = {
  ACCOUNT_DISABLED: 'This account is disabled. Ask the provider to enable it again.',
  ACCOUNT_INACCESSIBLE: 'The provider does not let us into this account. Try again later.',
  ACCOUNT_INCOMPLETE:
    'This account is not set up completely. Finish the setup at the provider, then try again.',
  ACCOUNT_LOCKED:
    'This account is locked after too many attempts. Unlock it at the provider, or wait for some time.',
  AUTH_REQUIRED: 'The sign-in was not completed. Please sign in again.',
  EXPIRED_CREDENTIALS: 'This password has expired. Choose a new one at the provider, then try again.',
  INVALID_ACCOUNT_TYPE: 'This type of account cannot be linked. Try another account.',
  INVALID_AUTH: 'The provider did not accept this sign-in. Please sign in again.',
  INVALID_CREDENTIALS: 'The login or the password is wrong. Check both and try again.',
  INVALID_MFA: 'The answer to the security check is wrong. Please sign in again.',
  MFA_TIMEOUT: 'The security check was not answered in time. Please sign in again.',
  SERVICE_UNAVAILABLE: 'The provider cannot be reached at the moment. Try again later.',
  SYSTEM_ERROR: 'Something failed on our side. Please try again.',
  TOS_REQUIRED: 'The provider has new terms of service. Accept them there, then try again.',
  UNSUPPORTED_AUTH_TYPE: 'This way to log in is not supported. Choose another one.',
  UNSUPPORTED_MFA_METHOD:
    'The security check of this account is not supported. Choose another method at the provider.',
};
