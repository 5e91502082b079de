/**
 * In ms since 1970. The first 12 hex digits of an event's id are this time. `createdAt` in its body has only whole
 * seconds.
 */
export const createdAt = (eventId: string): number =>
  Number.parseInt(eventId.slice('et-'.length, 'et-'.length + 12), 16);
