import { randomBytes } from 'node:crypto';
import { newId } from '@winkwire/contract/ids';
import { timestamp } from '@winkwire/contract/timestamp';
import type { Challenge } from '@winkwire/contract/widget-api';
import type { Step } from '../connectors/connector.ts';
import { errorMessages } from '../connectors/error-messages.ts';
import { requireProvider } from '../connectors/providers-of.ts';
import { type AccountRow, changeAccount, getAccount } from '../domain/accounts.ts';
import { markInviteLinked } from '../domain/invites.ts';
import { endLinkingRun, type LinkingPhase, moveLinkingRun } from '../domain/linking-runs.ts';
import { lockSessionOf } from '../domain/sessions.ts';
import { markSignInEnded } from '../domain/sign-in-attempts.ts';
import { startTask } from '../domain/tasks.ts';
import type { Services } from '../platform/services.ts';
import type { Transaction } from '../store/store.ts';
import { announceChange } from './account-changes.ts';
import { accountSource } from './account-source.ts';
import { appendAccountEvent } from './append-account-event.ts';
import { redirectStartPath } from './redirect-paths.ts';

/** In ms: how long a challenge can be answered, and how long the user may spend on the provider's page. */
const challengeTime = 5 * 60 * 1000;
export const redirectTime = 10 * 60 * 1000;

/**
 * A step is applied only if the run still has this phase and this owner. The owner is null while the run waits for the
 * user.
 */
export interface HeldRun {
  accountId: string;
  phase: LinkingPhase;
  owner: string | null;
}

export const newRedirectState = (): string => randomBytes(32).toString('base64url');

/**
 * Stores what a connector's step changes. Returns false and stores nothing if the run no longer has the phase and owner
 * of `held`.
 */
export async function takeStep(
  services: Services,
  held: HeldRun,
  step: Step & { state?: string },
): Promise<boolean> {
  const taken = await services.store.transaction(async (transaction) => {
    await lockSessionOf(transaction, held.accountId);
    if (!(await moveRun(services, transaction, { held, step }))) return false;
    if (step.kind !== 'CONNECTED') await services.leases.release('linking', [held.accountId], transaction);
    const account = await getAccount(transaction, held.accountId);
    await changeBy(step)(services, transaction, account);
    await markSignInEnded(transaction, held.accountId);
    return true;
  });
  announceChange(held.accountId);
  return taken;
}

function moveRun(
  services: Services,
  transaction: Transaction,
  { held, step }: { held: HeldRun; step: Step & { state?: string } },
): Promise<boolean> {
  const now = services.now();
  if (step.kind === 'FAILED') return endLinkingRun(transaction, held);
  if (step.kind === 'CONNECTED') {
    return moveLinkingRun(transaction, held, {
      owner: services.processId,
      due_at: now,
      phase: 'FETCH',
      pending: null,
      redirect_state: null,
      redirect_url: null,
    });
  }
  return moveLinkingRun(transaction, held, {
    phase: 'WAITING',
    owner: null,
    due_at: now + (step.kind === 'REDIRECT' ? redirectTime : challengeTime),
    pending: JSON.stringify(step.pending),
    redirect_state: step.kind === 'REDIRECT' ? (step.state ?? null) : null,
    redirect_url: step.kind === 'REDIRECT' ? step.url : null,
  });
}

type Change = (services: Services, transaction: Transaction, account: AccountRow) => Promise<void>;

const nothingOpen = { challenge: null, redirect_url: null };

function changeBy(step: Step & { state?: string }): Change {
  switch (step.kind) {
    case 'CHALLENGE':
      return async ({ now }, transaction, account) => {
        const challenge: Challenge = {
          challengeId: newId('challenge'),
          expiresAt: timestamp(now() + challengeTime),
          ...step.challenge,
        };
        await changeAccount(transaction, account.id, {
          connection_status: 'AWAITING_MFA',
          connection_updated_at: now(),
          challenge: JSON.stringify(challenge),
          redirect_url: null,
        });
      };
    case 'REDIRECT':
      return async ({ publicUrl }, transaction, account) => {
        await changeAccount(transaction, account.id, {
          challenge: null,
          redirect_url: `${publicUrl}${redirectStartPath}?state=${step.state}`,
        });
      };
    case 'CONNECTED':
      return connect(step);
    case 'FAILED':
      return fail(step);
  }
}

function connect(step: Extract<Step, { kind: 'CONNECTED' }>): Change {
  return async (services, transaction, { id, mode, provider_id }) => {
    const now = services.now();
    const provider = requireProvider(services, { mode }, provider_id);
    const account = await changeAccount(transaction, id, {
      ...nothingOpen,
      connection_status: 'CONNECTED',
      connection_updated_at: now,
      connected_at: now,
      login_name: step.loginName,
      connection: JSON.stringify(step.connection),
      monitor_status: provider.monitorSupported ? 'ACTIVE' : 'UNSUPPORTED',
      monitor_updated_at: now,
    });
    await appendAccountEvent(transaction, account, {
      type: 'ACCOUNT_CONNECTED',
      callback: 'onAccountConnected',
      data: { loginName: step.loginName },
      sessionId: account.session_id,
      now,
    });
    const source = accountSource(account);
    await markInviteLinked(transaction, { ...source, now, sessionId: account.session_id });
    const taskId = await startTask(transaction, {
      ...source,
      type: 'LINK_ACCOUNT',
      sessionId: account.session_id ?? undefined,
      now,
    });
    await changeAccount(transaction, id, { task_id: taskId });
  };
}

function fail({
  errorCode,
  errorMessage = errorMessages[errorCode],
}: Extract<Step, { kind: 'FAILED' }>): Change {
  return async ({ now }, transaction, { id }) => {
    const account = await changeAccount(transaction, id, {
      ...nothingOpen,
      connection_status: 'ERROR',
      connection_updated_at: now(),
      error_code: errorCode,
      error_message: errorMessage,
    });
    await appendAccountEvent(transaction, account, {
      type: 'ACCOUNT_FAILED',
      callback: 'onAccountError',
      data: { loginName: account.login_name, errorCode, errorMessage },
      argument: { errorCode },
      sessionId: account.session_id,
      now: now(),
    });
  };
}
