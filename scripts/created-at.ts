/** The event's time in ms since 1970, from its id. `createdAt` in the body has only whole seconds. */
export const createdAt = (eventId: string): number =>
  Number.parseInt(eventId.slice('et-'.length, 'et-'.length + 12), 16);
