/*
 * The files exported here import no package at run time, so the widget can include them. The schemas need TypeBox, so
 * they are in '@winkwire/contract/resources' and '@winkwire/contract/events'.
 */
export * from './account-statuses.ts';
export * from './archive-states.ts';
export * from './callbacks.ts';
export * from './datapoints.ts';
export * from './delivery-failures.ts';
export * from './errors.ts';
export * from './event-types.ts';
export type { EventBody, EventData } from './events/index.ts';
export * from './host-messages.ts';
export * from './ids.ts';
export * from './invite-statuses.ts';
export * from './modes.ts';
export * from './native-messages.ts';
export * from './provider-types.ts';
export type * from './resources/index.ts';
export * from './screens.ts';
export * from './session-outcomes.ts';
export * from './subscriptions.ts';
export * from './timestamp.ts';
export * from './widget-api.ts';
export type { LoggedEvent, LoggedEventName, WidgetEvent } from './widget-events.ts';
