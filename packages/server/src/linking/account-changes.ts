import { EventEmitter } from 'node:events';
import { pause } from '../platform/deadline.ts';

/*
 * Wakes requests in this process that wait for a change of an account. These requests also poll, because another
 * process may change the account.
 */
const changes = new EventEmitter().setMaxListeners(0);

export const announceChange = (accountId: string): void => {
  changes.emit(accountId);
};

/** Resolves at the account's next change, after `milliseconds`, or on abort. */
export async function nextChange(
  accountId: string,
  milliseconds: number,
  signal?: AbortSignal,
): Promise<void> {
  const changed = new AbortController();
  const wake = (): void => changed.abort();
  changes.once(accountId, wake);
  try {
    await pause(milliseconds, AbortSignal.any([changed.signal, ...(signal ? [signal] : [])]));
  } finally {
    changes.off(accountId, wake);
  }
}
