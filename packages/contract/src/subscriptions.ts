import { ALL_EVENTS, type EventType, eventTypes, ownEventTypes } from './event-types.ts';

/** The beginnings of an event type: `USER` and `USER_SESSION` for the type `USER_SESSION_RESET`. */
type Beginning<Type extends string> = Type extends `${infer First}_${infer Rest}`
  ? First | `${First}_${Beginning<Rest>}`
  : never;

/** A family of types. `ACCOUNT_*` means every type that begins with `ACCOUNT_`. */
export type EventFamily = `${Beginning<EventType>}_*`;

/** The types that a family contains. `*` contains every type. */
export type TypesOf<Pattern extends EventFamily | '*'> = Pattern extends `${infer Start}*`
  ? Extract<EventType, `${Start}${string}`>
  : never;

/** What a webhook can subscribe to: a type, a family, or `ALL_EVENTS`. */
export type Subscription = EventType | EventFamily | typeof ALL_EVENTS;

const beginnings = (type: string): string[] =>
  [...type.matchAll(/_/g)].map(({ index }) => type.slice(0, index));

/** All families with at least one type. Any other family is refused, because it is probably misspelt. */
export const eventFamilies = [...new Set([...eventTypes, ...ownEventTypes].flatMap(beginnings))].map(
  (start) => `${start}_*` as EventFamily,
);

export const subscriptions: readonly Subscription[] = [
  ...eventTypes,
  ...ownEventTypes,
  ...eventFamilies,
  ALL_EVENTS,
];
