import { hash } from 'node:crypto';
import { idPrefixes, newId } from '@winkwire/contract/ids';
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
import { type AccountRow, accountProgress, addAccount, findAccount } from '../domain/accounts.ts';
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
 * stored. If the same attempt is sent again, because its response was lost, nothing new begins.
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
  const loginName = loginNameOf(fields);
  const id = input.attempt && idOfAttempt(caller, [input.attempt, provider.id, option.id, loginName]);
  const { account, isNew } = await beginAccount(services, caller, { provider, loginName, id });
  if (isNew) await signInLater(services, caller, { account, input, fields });
  const { sessionId } = caller;
  const callbacks = await findCallbacksOfSource(services.store, {
    sessionId,
    sourceId: account.id,
    after: 0,
  });
  return accountProgress(account, callbacks);
}

/** The id of the account that an attempt creates. Another login or provider is another attempt. */
function idOfAttempt({ sessionId }: SessionCaller, parts: readonly (string | null)[]): string {
  const digest = hash('sha256', JSON.stringify([sessionId, ...parts]));
  return `${idPrefixes.account}-${digest.slice(0, 32)}`;
}

async function signInLater(
  services: Services,
  caller: SessionCaller,
  { account, input, fields }: { account: AccountRow; input: StartAccount; fields: StartAccount['fields'] },
): Promise<void> {
  const { language = 'en' }: Partial<SessionOptions> = await readSessionOptions(services.store, caller);
  inBackground(services, 'sign-in', () =>
    signIn(services, account, async ({ connector, ...context }) => {
      if (!(await beginSignIn(services, account))) return { kind: 'FAILED', errorCode: 'ACCOUNT_LOCKED' };
      const { providerId, loginOptionId } = input;
      return connector.start({ providerId, loginOptionId, fields, language, ...context });
    }),
  );
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

interface NewAccount {
  provider: ProviderEntry;
  loginName: string | null;
  /** If an account of the session has this id, it is returned instead of a new one, unless it was disconnected. */
  id?: string | undefined;
}

/** Throws INVALID_TOKEN if the session has ended, or MISSING_RESOURCE if the user is being erased. */
export async function beginAccount(
  { leases, store, processId, now }: Services,
  caller: Caller & { userId: string; sessionId?: string },
  { provider, loginName, id = newId('account') }: NewAccount,
): Promise<{ account: AccountRow; isNew: boolean }> {
  const at = now();
  const { sessionId } = caller;
  const account: AccountRow = {
    id,
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
  return store.transaction(async (transaction) => {
    if (sessionId) {
      if (!(await holdSessionOpen(transaction, sessionId))) throw new Failure('INVALID_TOKEN');
      const earlier = await findAccount(transaction, { tenantId: caller.tenantId, mode: caller.mode }, id);
      if (earlier && earlier.connection_status !== 'DISCONNECTED') return { account: earlier, isNew: false };
      if (earlier) account.id = newId('account');
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
    return { account, isNew: true };
  });
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
