/**
 * When an event was created, in ms since 1970. The first 12 hex digits of an event's id are this time, or a later
 * one if the clock was set back. The field `createdAt` in its body has only whole seconds.
 */
export const createdAt = (eventId: string): number =>
  Number.parseInt(eventId.slice('et-'.length, 'et-'.length + 12), 16);
