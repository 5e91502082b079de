import { causeOf } from '../connectors/cause-of.ts';
import { type Connector, ConnectorError, type Json, type Step } from '../connectors/connector.ts';
import { requireProvider } from '../connectors/providers-of.ts';
import type { AccountRow } from '../domain/accounts.ts';
import type { Services } from '../platform/services.ts';
import { readAccount } from './read-account.ts';
import { redirectReturnPath } from './redirect-paths.ts';
import { newRedirectState, takeStep } from './take-step.ts';

/** What a step of the connector gets. The credentials are not included, because only the closure `ask` has them. */
export interface SignInContext {
  connector: Connector;
  returnUrl: string;
  state: string;
  now: number;
}

/**
 * Makes the connector take its next step, and applies this step. An account that becomes connected is read at once.
 * The credentials exist only in the closure `ask`. The caller must have acquired the lease of the account's linking
 * run.
 */
export async function signIn(
  services: Services,
  account: AccountRow,
  ask: (context: SignInContext) => Promise<Step>,
): Promise<void> {
  const { connector } = requireProvider(services, account, account.provider_id);
  const state = newRedirectState();
  const returnUrl = `${services.publicUrl}${redirectReturnPath}`;
  const held = { accountId: account.id, phase: 'SIGN_IN', owner: services.processId } as const;
  const lease = services.leases.keep('linking', account.id);
  try {
    const step = await ask({ connector, returnUrl, state, now: services.now() }).catch((error: unknown) =>
      failedStep(services, account, error),
    );
    const isTaken = await takeStep(services, held, { ...step, state });
    if (!isTaken) {
      await lease.release();
      if (step.kind === 'CONNECTED') await giveBack(services, account, step.connection);
    } else if (step.kind === 'CONNECTED') {
      // From here on, `readAccount` renews the lease.
      lease.stop();
      await readAccount(services, account.id);
    }
  } finally {
    lease.stop();
  }
}

/**
 * Revokes the grant of a connection that is no longer needed, for example because the account was revoked or its
 * sign-in was stopped while the provider connected the account.
 */
async function giveBack(services: Services, account: AccountRow, connection: Json): Promise<void> {
  const { provider_id: providerId } = account;
  const { connector } = requireProvider(services, account, providerId);
  await connector.revoke({ providerId, connection }).catch((error: unknown) => {
    services.log.warn({ accountId: account.id, providerId, cause: causeOf(error) }, 'grant.not-ended');
  });
}

/**
 * Logs why a step failed. The error itself is not logged, because a library may have put the credentials into its
 * message. If the provider could not be reached, the log contains the cause, in the same words as for a failed
 * delivery.
 */
function failedStep(services: Services, account: AccountRow, error: unknown): Step {
  const errorCode = error instanceof ConnectorError ? error.code : 'SYSTEM_ERROR';
  const kind = error instanceof Error ? error.name : typeof error;
  services.log.warn(
    { accountId: account.id, providerId: account.provider_id, errorCode, kind, cause: causeOf(error) },
    'sign-in.failed',
  );
  return { kind: 'FAILED', errorCode };
}
