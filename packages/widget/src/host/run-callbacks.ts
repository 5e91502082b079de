import type { CallbackRecord } from '@winkwire/contract/callbacks';
import type { SmileLinkCallbacks, UpdateToken } from './smile-link-options.ts';

/** Ids of the events forwarded on this page. A replay after a lost acknowledgement must not run them again. */
const forwarded = new Set<string>();

/**
 * Calls the page's callbacks for one record, at most once per event id on this page. An exception in a callback
 * belongs to the page: it is reported as uncaught, and the widget goes on.
 */
export function runCallbacks(
  callbacks: SmileLinkCallbacks,
  record: CallbackRecord,
  updateToken: UpdateToken,
): void {
  if (forwarded.has(record.eventId)) return;
  forwarded.add(record.eventId);
  const { eventId, sessionId, sequence, replayed } = record;
  const reference = { eventId, sessionId, sequence, replayed };
  reportingErrors(() => callbacks.onEvent?.(record));
  reportingErrors(() => {
    if (record.name === 'onTokenExpired') {
      callbacks.onTokenExpired?.(updateToken, reference);
      return;
    }
    // TypeScript cannot see that the record's name and arguments belong together.
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
