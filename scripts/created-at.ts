/**
 * When an event was created, in ms since 1970. The time in its body has whole seconds. Its id begins with the ms, in hex
 * digits.
 */
export const createdAt = (eventId: string): number =>
  Number.parseInt(eventId.slice('et-'.length, 'et-'.length + 12), 16);
