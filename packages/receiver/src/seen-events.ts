/** Remembers which events were handled. Yours may be a table with the event's id as its key. */
export interface SeenEvents {
  has(eventId: string): boolean | Promise<boolean>;
  /** Called once every handler of the event has succeeded. */
  add(eventId: string): unknown;
}

/** Remembers the last `limit` events of this process, about 100 bytes each. */
export function rememberInMemory(limit = 100_000): SeenEvents {
  const ids = new Set<string>();
  return {
    has: (eventId) => ids.has(eventId),
    add(eventId) {
      ids.add(eventId);
      // A Set keeps the order of insertion: the first is the oldest.
      if (ids.size > limit) ids.delete(ids.values().next().value!);
    },
  };
}
