import type { AccountErrorCode } from '@winkwire/contract/account-statuses';
import type { Step } from '../connectors/connector.ts';
import { hasConnection } from '../connectors/provider-entry.ts';
import { requireProvider } from '../connectors/providers-of.ts';
import { identityByUsername } from '../connectors/sandbox/identities.ts';
import { type AccountRow, getAccount } from '../domain/accounts.ts';
import { requireUser } from '../domain/users.ts';
import { signIn } from '../linking/sign-in.ts';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';
import { beginAccount } from './start-account.ts';

export interface SandboxAccount {
  userId: string;
  providerId: string;
  identity?: string;
  errorCode?: AccountErrorCode;
}

/**
 * Links a sandbox account without the widget. Resolves when the account's data has been read, or when linking has
 * failed.
 */
export async function linkSandboxAccount(
  services: Services,
  caller: Caller,
  { userId, providerId, identity, errorCode }: SandboxAccount,
): Promise<AccountRow> {
  requireSandbox(caller);
  await requireUser(services.store, caller, userId);
  const provider = requireProvider(services, caller, providerId);
  if (!hasConnection(provider)) {
    throw new Failure('INVALID_PARAMETERS', `providerId: ${providerId} has no account connection.`);
  }
  const { username } = identityByUsername(identity);
  const owner = { tenantId: caller.tenantId, mode: caller.mode, userId };
  const { account } = await beginAccount(services, owner, { provider, loginName: username });
  const step: Step = errorCode
    ? { kind: 'FAILED', errorCode }
    : { kind: 'CONNECTED', loginName: username, connection: { identity: username } };
  await signIn(services, account, async () => step);
  return getAccount(services.store, account.id);
}

export function requireSandbox(caller: Caller): void {
  if (caller.mode === 'SANDBOX') return;
  throw new Failure('UNAUTHORIZED_ACCESS', 'This operation requires an API key of the sandbox.');
}
