import { ApiFailure } from '../api/request.ts';

/** What the sign-in page shows. `refused`: the link does not work. `failed`: it may still work. */
export type SignInState =
  | { kind: 'signing-in' }
  | { kind: 'no-link' }
  | { kind: 'refused'; message: string }
  | { kind: 'failed'; message: string };

export function signInState(cause: unknown, hasLink: boolean): SignInState {
  if (cause instanceof ApiFailure && isRefusal(cause))
    return hasLink ? { kind: 'refused', message: cause.message } : { kind: 'no-link' };
  const reason = cause instanceof ApiFailure ? cause.message : 'Something went wrong on this page.';
  // The address no longer contains the token, so a reload would not use the link again.
  return { kind: 'failed', message: `${reason} ${hasLink ? 'Open the link again.' : 'Reload this page.'}` };
}

const isRefusal = ({ code }: ApiFailure): boolean =>
  ['INVALID_TOKEN', 'INVALID_CREDENTIALS', 'INVALID_PARAMETERS', 'UNAUTHORIZED_ACCESS'].includes(code);
