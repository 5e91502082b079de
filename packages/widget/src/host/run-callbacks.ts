import type { CallbackRecord } from '@winkwire/contract/callbacks';
import type { WidgetEvent } from '@winkwire/contract/widget-events';
import type { SmileLinkCallbacks, UpdateToken } from './smile-link-options.ts';

/**
 * The ids of the events that were forwarded on this page. A replay after a lost acknowledgement must not run their
 * callbacks again.
 */
const forwarded = new Set<string>();

/**
 * Calls the page's callbacks for one record, at most once per event id on this page. Resolves when all of their
 * promises have settled. An exception in a callback belongs to the page: it is reported as uncaught, and the widget
 * goes on.
 */
export async function runCallbacks(
  callbacks: SmileLinkCallbacks,
  { callback: record, event }: { callback: CallbackRecord; event?: WidgetEvent },
  updateToken: UpdateToken,
): Promise<void> {
  if (forwarded.has(record.eventId)) return;
  forwarded.add(record.eventId);
  const { eventId, sessionId, sequence, replayed } = record;
  const reference = { eventId, sessionId, sequence, replayed };
  const heard = reportingErrors(() => event && callbacks.onEvent?.(event));
  await reportingErrors(() => {
    if (record.name === 'onTokenExpired') return callbacks.onTokenExpired?.(updateToken, reference);
    if (record.name === 'onEvent') return;
    // TypeScript cannot see that the record's name and arguments belong together.
    const callback = callbacks[record.name] as ((argument: object) => unknown) | undefined;
    return callback?.call(callbacks, { ...record.arguments, ...reference });
  });
  await heard;
}

async function reportingErrors(call: () => unknown): Promise<void> {
  try {
    await call();
  } catch (error) {
    reportError(error);
  }
}
