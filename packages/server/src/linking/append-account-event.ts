import type { CallbackArguments, CallbackName, RecordArguments } from '@winkwire/contract/callbacks';
import { type AccountRow, accountReference } from '../domain/accounts.ts';
import { recordCallback } from '../domain/callbacks.ts';
import type { Transaction } from '../store/store.ts';

type AccountCallback = Extract<CallbackName, `onAccount${string}`>;

export interface AccountNews<Name extends AccountCallback> {
  type: 'ACCOUNT_CREATED' | 'ACCOUNT_CONNECTED' | 'ACCOUNT_FAILED' | 'ACCOUNT_DISCONNECTED';
  callback: Name;
  /** The data of the event, besides user, account and provider. */
  data?: object;
  /** The argument of the callback, besides user, account and provider. */
  argument?: Omit<CallbackArguments[Name], 'accountId' | 'userId' | 'providerId'>;
  /** Null if the tenant caused the event. */
  sessionId: string | null;
  now: number;
}

/** If a session caused the event, its page gets a callback too. */
export async function appendAccountEvent<Name extends AccountCallback>(
  transaction: Transaction,
  account: AccountRow,
  news: AccountNews<Name>,
): Promise<void> {
  const event = transaction.append({
    tenantId: account.tenant_id,
    mode: account.mode,
    type: news.type,
    data: {
      userId: account.user_id,
      accountId: account.id,
      ...news.data,
      providers: [account.provider_id],
    },
    sourceId: account.id,
    userId: account.user_id,
    ...(news.sessionId ? { sessionId: news.sessionId } : {}),
  });
  if (!news.sessionId) return;
  await recordCallback(transaction, {
    sessionId: news.sessionId,
    userId: account.user_id,
    name: news.callback,
    arguments: { ...accountReference(account), ...news.argument } as RecordArguments[Name],
    eventId: event.id,
    at: news.now,
    source: { id: account.id, version: Number(account.version) },
  });
}
