import type { CallbackRecord } from '@winkwire/contract/callbacks';
import type { SmileLinkCallbacks, UpdateToken } from './smile-link-options.ts';

/** Event ids this page was told, for as long as the page lives: a replay after a lost acknowledgement stays silent. */
const told = new Set<string>();

/**
 * Calls the page's callbacks for one record, at most once for each event id on this page.
 * An exception in a callback is the page's: it is reported as uncaught and stops nothing here.
 */
export function runCallbacks(
  callbacks: SmileLinkCallbacks,
  record: CallbackRecord,
  updateToken: UpdateToken,
): void {
  if (told.has(record.eventId)) return;
  told.add(record.eventId);
  const { eventId, sessionId, sequence, replayed } = record;
  const reference = { eventId, sessionId, sequence, replayed };
  reportingErrors(() => callbacks.onEvent?.(record));
  reportingErrors(() => {
    if (record.name === 'onTokenExpired') {
      callbacks.onTokenExpired?.(updateToken, reference);
      return;
    }
    // The record's name and arguments belong together; the union of all callbacks cannot say so.
    const callback = callbacks[record.name] as ((argument: object) => void) | undefined;
    callback?.call(callbacks, { ...record.arguments, ...reference });
  });
}

function reportingErrors(call: () => void): void {
  try {
    call();
  } catch (error) {
    if (typeof reportError === 'function') reportError(error);
    else console.error(error);
  }
}
