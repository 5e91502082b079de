// biome-ignore-all lint/style/noNonNullAssertion: a full set has a first value
/** Remembers the handled events. You can implement it with a table whose key is the event's id. */
export interface SeenEvents {
  has(eventId: string): boolean | Promise<boolean>;
  /** Called when all handlers of the event have succeeded. May return a promise. */
  add(eventId: string): unknown;
}

/** Remembers the last `limit` events in this process. Each takes about 100 bytes. */
export function rememberInMemory(limit = 100_000): SeenEvents {
  const ids = new Set<string>();
  return {
    has: (eventId) => ids.has(eventId),
    add(eventId) {
      ids.add(eventId);
      // A Set keeps the order of insertion, so the first id is the oldest.
      if (ids.size > limit) ids.delete(ids.values().next().value!);
    },
  };
}
