import { causeOf } from '../connectors/cause-of.ts';
import { type Connector, ConnectorError, type Json, type Step } from '../connectors/connector.ts';
import { requireProvider } from '../connectors/providers-of.ts';
import type { AccountRow } from '../domain/accounts.ts';
import type { Services } from '../platform/services.ts';
import { readAccount } from './read-account.ts';
import { redirectReturnPath } from './redirect-paths.ts';
import { newRedirectState, takeStep } from './take-step.ts';

/** Passed to each step of a connector. It contains no credentials. */
export interface SignInContext {
  connector: Connector;
  returnUrl: string;
  state: string;
  now: number;
}

/**
 * Makes the connector take its next step. Only the function `ask` knows the credentials. The caller must have the lease
 * of the account's linking run.
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

/** Revokes a connection's grant if the account was revoked or stopped while the provider connected it. */
async function giveBack(services: Services, account: AccountRow, connection: Json): Promise<void> {
  const { provider_id: providerId } = account;
  const { connector } = requireProvider(services, account, providerId);
  await connector.revoke({ providerId, connection }).catch((error: unknown) => {
    services.log.warn({ accountId: account.id, providerId, cause: causeOf(error) }, 'grant.not-ended');
  });
}

/** The log contains only the cause, because a library may have put the credentials into the error's message. */
function failedStep(services: Services, account: AccountRow, error: unknown): Step {
  const errorCode = error instanceof ConnectorError ? error.code : 'SYSTEM_ERROR';
  const kind = error instanceof Error ? error.name : typeof error;
  services.log.warn(
    { accountId: account.id, providerId: account.provider_id, errorCode, kind, cause: causeOf(error) },
    'sign-in.failed',
  );
  return { kind: 'FAILED', errorCode };
}
