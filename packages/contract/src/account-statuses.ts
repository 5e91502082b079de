export const connectionStatuses = ['PENDING', 'AWAITING_MFA', 'ERROR', 'CONNECTED', 'DISCONNECTED'] as const;
export type ConnectionStatus = (typeof connectionStatuses)[number];

export const monitorStatuses = [
  'UNSUPPORTED',
  'ACTIVE',
  'USER_ACTION_REQUIRED',
  'CUSTOMER_DISABLED',
] as const;
export type MonitorStatus = (typeof monitorStatuses)[number];

/** Why an account was not linked, in `ACCOUNT_FAILED`, `onAccountError` and the `connection` of the account. */
export const accountErrorCodes = [
  'ACCOUNT_DISABLED',
  'ACCOUNT_INACCESSIBLE',
  'ACCOUNT_INCOMPLETE',
  'ACCOUNT_LOCKED',
  'AUTH_REQUIRED',
  'EXPIRED_CREDENTIALS',
  'INVALID_ACCOUNT_TYPE',
  'INVALID_AUTH',
  'INVALID_CREDENTIALS',
  'INVALID_MFA',
  'MFA_TIMEOUT',
  'SERVICE_UNAVAILABLE',
  'SYSTEM_ERROR',
  'TOS_REQUIRED',
  'UNSUPPORTED_AUTH_TYPE',
  'UNSUPPORTED_MFA_METHOD',
] as const;
export type AccountErrorCode = (typeof accountErrorCodes)[number];
