import type { CallbackRecord } from '@winkwire/contract/callbacks';
import type { WidgetEvent } from '@winkwire/contract/widget-events';
import type { SmileLinkCallbacks, UpdateToken } from './smile-link-options.ts';

/**
 * The ids of the events that were forwarded. If an acknowledgement is lost, the event is replayed, but its callbacks
 * must not run again.
 */
const forwarded = new Set<string>();

/**
 * Runs the page's callbacks, at most once per event id. An exception is reported as uncaught on the page, and the
 * widget continues.
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
    // TypeScript cannot see that name and arguments match.
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
