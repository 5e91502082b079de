import { causeOf } from '../connectors/cause-of.ts';
import { type Connector, ConnectorError, type Step } from '../connectors/connector.ts';
import { requireProvider } from '../connectors/providers-of.ts';
import type { AccountRow } from '../domain/accounts.ts';
import type { Services } from '../platform/services.ts';
import { readAccount } from './read-account.ts';
import { redirectReturnPath } from './redirect-paths.ts';
import { newRedirectState, takeStep } from './take-step.ts';

/** What the connector is given beside the credentials, which `ask` holds and nothing else does. */
export interface SignInContext {
  connector: Connector;
  returnUrl: string;
  state: string;
  now: number;
}

/**
 * Has the connector take its next step and puts it into effect; an account that got connected is read at once. The
 * credentials live in the closure `ask` and go with it.
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
    if (!isTaken) await lease.release();
    else if (step.kind === 'CONNECTED') await readAccount(services, account.id);
  } finally {
    lease.stop();
  }
}

/**
 * The error itself is not logged: a library may have put what it was given into the message. Why the provider could not be
 * reached is, as the word that failed deliveries have for it.
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
