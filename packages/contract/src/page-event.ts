import type { CallbackRecord } from './callbacks.ts';
import type { EventPlace, WidgetEvent } from './widget-events.ts';

/** The argument of the page's `onEvent` for a callback. `place` says at which screen the user was. */
export function pageEvent(record: CallbackRecord, place: EventPlace): WidgetEvent {
  const { eventId: id, sessionId, sequence, at } = record;
  const common = { id, sessionId, sequence, at, ...place };
  if (record.name === 'onEvent') return { ...common, ...record.arguments };
  if (record.replayed)
    return { ...common, name: 'CallbackReplayed', callback: record.name, arguments: record.arguments };
  if (record.name === 'onClose') return { ...common, name: 'Closed', reason: record.arguments.reason };
  return { ...common, name: 'CallbackCalled', callback: record.name, arguments: record.arguments };
}
