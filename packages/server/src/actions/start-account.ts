import { newId } from '@winkwire/contract/ids';
import {
  type AccountProgress,
  type LoginOption,
  loginFieldMaxLength,
  type StartAccount,
} from '@winkwire/contract/widget-api';
import { cleanLogins } from '../connectors/clean-logins.ts';
import { loginNameOf } from '../connectors/login-name.ts';
import type { ProviderEntry } from '../connectors/provider-entry.ts';
import { requireProvider } from '../connectors/providers-of.ts';
import { type AccountRow, accountProgress, addAccount } from '../domain/accounts.ts';
import { storeReturnUrl } from '../domain/away-sessions.ts';
import { findCallbacksOfSource } from '../domain/callbacks.ts';
import { addLinkingRun } from '../domain/linking-runs.ts';
import { allowsReturnUrl } from '../domain/return-url.ts';
import { readSessionOptions, type SessionOptions } from '../domain/session-options.ts';
import { findSessionById, holdSessionOpen } from '../domain/sessions.ts';
import { lockUser } from '../domain/users.ts';
import { appendAccountEvent } from '../linking/append-account-event.ts';
import { inBackground } from '../linking/in-background.ts';
import { signIn } from '../linking/sign-in.ts';
import { stopSignIns } from '../linking/stop-sign-in.ts';
import type { Caller, SessionCaller } from '../platform/caller.ts';
import { isLonger } from '../platform/count-characters.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';
import { beginSignIn } from './begin-sign-in.ts';

/**
 * Returns before the sign-in, which runs in the background. The credentials stay in memory, and only the login name is
 * stored.
 */
export async function startAccount(
  services: Services,
  caller: SessionCaller,
  input: StartAccount,
): Promise<AccountProgress> {
  const provider = requireProvider(services, caller, input.providerId);
  const option = requireOption(provider, input.loginOptionId);
  const fields = cleanLogins(input.fields);
  checkFields(option, fields);
  if (option.kind === 'REDIRECT') await chooseReturnUrl(services, caller, input.pageUrl);
  const account = await beginAccount(services, caller, { provider, loginName: loginNameOf(fields) });
  const { language = 'en' }: Partial<SessionOptions> = await readSessionOptions(services.store, caller);
  inBackground(services, 'sign-in', () =>
    signIn(services, account, async ({ connector, ...context }) => {
      if (!(await beginSignIn(services, account))) return { kind: 'FAILED', errorCode: 'ACCOUNT_LOCKED' };
      const { providerId, loginOptionId } = input;
      return connector.start({ providerId, loginOptionId, fields, language, ...context });
    }),
  );
  const { sessionId } = caller;
  const callbacks = await findCallbacksOfSource(services.store, {
    sessionId,
    sourceId: account.id,
    after: 0,
  });
  return accountProgress(account, callbacks);
}

async function chooseReturnUrl(
  { store }: Services,
  caller: SessionCaller,
  pageUrl: string | undefined,
): Promise<void> {
  const session = await findSessionById(store, caller, caller.sessionId);
  if (!session) return;
  const { returnUrl = null }: SessionOptions = JSON.parse(session.options);
  // `returnUrl` was checked when the session was opened. The page's URL may have changed since then, so it is checked
  // here.
  const of = { ...caller, hostOrigin: session.host_origin };
  const ownUrl = pageUrl && (await allowsReturnUrl(store, { ...of, url: pageUrl })) ? pageUrl : null;
  const url = returnUrl ?? ownUrl;
  if (url) await storeReturnUrl(store, { id: session.id, returnUrl: url });
}

/** Throws INVALID_TOKEN if the session has ended, or MISSING_RESOURCE if the user is being erased. */
export async function beginAccount(
  { leases, store, processId, now }: Services,
  caller: Caller & { userId: string; sessionId?: string },
  { provider, loginName }: { provider: ProviderEntry; loginName: string | null },
): Promise<AccountRow> {
  const at = now();
  const { sessionId } = caller;
  const account: AccountRow = {
    id: newId('account'),
    tenant_id: caller.tenantId,
    mode: caller.mode,
    user_id: caller.userId,
    provider_id: provider.id,
    session_id: sessionId ?? null,
    login_name: loginName,
    connection_status: 'PENDING',
    error_code: null,
    error_message: null,
    connection_updated_at: at,
    monitor_status: 'UNSUPPORTED',
    monitor_updated_at: null,
    challenge: null,
    redirect_url: null,
    connection: null,
    task_id: null,
    version: 1,
    created_at: at,
    connected_at: null,
  };
  await store.transaction(async (transaction) => {
    if (sessionId) {
      if (!(await holdSessionOpen(transaction, sessionId))) throw new Failure('INVALID_TOKEN');
      // The widget shows one sign-in at a time, so the user has left any earlier sign-in that is still waiting. It is
      // stopped.
      await stopSignIns(transaction, { ...caller, sessionId }, { now: at, onlyWaiting: true });
    }
    await addAccount(transaction, account);
    await addLinkingRun(transaction, {
      account_id: account.id,
      tenant_id: account.tenant_id,
      mode: account.mode,
      phase: 'SIGN_IN',
      owner: processId,
      due_at: at,
    });
    await leases.acquire('linking', [account.id], transaction);
    await appendAccountEvent(transaction, account, {
      type: 'ACCOUNT_CREATED',
      callback: 'onAccountCreated',
      sessionId: account.session_id,
      now: at,
    });
    // The lock makes an erasure of the user wait. If there is a session, its lock is enough.
    if (!sessionId) await lockUser(transaction, caller, caller.userId);
  });
  return account;
}

function requireOption(provider: ProviderEntry, id: string): LoginOption {
  const option = provider.loginOptions.find((each) => each.id === id);
  if (option) return option;
  const offered = provider.loginOptions.map((each) => each.id).join(', ') || 'none';
  throw new Failure(
    'INVALID_PARAMETERS',
    `loginOptionId: ${provider.id} has no such login option. It offers ${offered}.`,
  );
}

/** The messages never repeat values, which may be passwords. */
function checkFields(option: LoginOption, fields: StartAccount['fields']): void {
  const wanted: string[] = option.kind === 'FORM' ? option.fields : [];
  const missing = wanted.filter((name) => !(fields as Record<string, string>)[name]?.trim());
  if (missing.length > 0) throw new Failure('INVALID_PARAMETERS', `fields: fill in ${missing.join(', ')}.`);
  const unknown = Object.keys(fields).filter((name) => !wanted.includes(name));
  if (unknown.length > 0) {
    throw new Failure('INVALID_PARAMETERS', `fields: this login option has no ${unknown.join(', ')}.`);
  }
  // Checks the length after the cleaning of the text, which can turn one character into eighteen.
  const long = Object.entries(fields).filter(([, value]) => isLonger(value, loginFieldMaxLength));
  if (long.length > 0) {
    const names = long.map(([name]) => name).join(', ');
    throw new Failure(
      'INVALID_PARAMETERS',
      `fields: ${names} must have at most ${loginFieldMaxLength} characters.`,
    );
  }
}
