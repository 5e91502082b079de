// biome-ignore-all lint/style/noNonNullAssertion: the index lies within the list
/*
 * Finds missing deliveries by the header `webhook-sequence`, which has no gaps. Deliveries may arrive out of order and
 * more than once. The state is plain data, which you can store.
 */

/** From the first to the last sequence, both included. */
export type Range = [from: number, to: number];

export interface GapState {
  /** The lowest sequence that has not arrived. */
  next: number;
  /** The ranges that have arrived above `next`, in ascending order and merged. */
  beyond: Range[];
}

export interface GapReport {
  /** The ranges below the highest sequence that have not arrived. They may still arrive. */
  missing: Range[];
  /** Whether this sequence had already arrived. */
  duplicate: boolean;
  /** The lowest sequence that has not arrived. */
  next: number;
}

/** Pure functions on one endpoint's state. `createGapCheck` keeps several endpoints in memory. */
export const gapState = {
  /** The first state. `after` is the sequence up to which the receiver has all events, or 0 for a new endpoint. */
  start: (after = 0): GapState => ({ next: after + 1, beyond: [] }),

  /** The state after one more delivery. Throws RangeError if `sequence` is not an integer of at least 1. */
  add(state: GapState, sequence: number): GapState {
    if (!Number.isSafeInteger(sequence) || sequence < 1) {
      throw new RangeError(`A sequence number is an integer of at least 1, not ${sequence}.`);
    }
    if (gapState.has(state, sequence)) return state;
    const before = state.beyond.filter(([, to]) => to < sequence - 1);
    const after = state.beyond.filter(([from]) => from > sequence + 1);
    const touching = state.beyond.filter(([from, to]) => to >= sequence - 1 && from <= sequence + 1);
    const grown: Range = [touching[0]?.[0] ?? sequence, touching.at(-1)?.[1] ?? sequence];
    const merged: Range = [Math.min(grown[0], sequence), Math.max(grown[1], sequence)];
    return absorbComplete({ next: state.next, beyond: [...before, merged, ...after] });
  },

  /** Whether a sequence has arrived. */
  has: ({ next, beyond }: GapState, sequence: number): boolean =>
    sequence < next || beyond.some(([from, to]) => from <= sequence && sequence <= to),

  /** The missing ranges, in ascending order. */
  missing: ({ next, beyond }: GapState): Range[] =>
    beyond.map(([from], index) => [index === 0 ? next : beyond[index - 1]![1] + 1, from - 1]),
};

function absorbComplete({ next, beyond }: GapState): GapState {
  const [first, ...rest] = beyond;
  return first?.[0] === next ? { next: first[1] + 1, beyond: rest } : { next, beyond };
}

export interface GapCheck {
  /**
   * Records a delivery. `endpoint` is any name that you choose. Throws RangeError if `sequence` is not an integer of at
   * least 1.
   */
  add(endpoint: string, sequence: number): GapReport;
  /** Store the states, and pass them to `createGapCheck` at the next start. */
  states(): Record<string, GapState>;
}

/** Tracks several endpoints. An endpoint that is not in `states` starts at sequence 1. */
export function createGapCheck(states: Readonly<Record<string, GapState>> = {}): GapCheck {
  const known = new Map(Object.entries(states));
  return {
    add(endpoint, sequence) {
      const before = known.get(endpoint) ?? gapState.start();
      const after = gapState.add(before, sequence);
      known.set(endpoint, after);
      return { missing: gapState.missing(after), duplicate: after === before, next: after.next };
    },
    states: () => Object.fromEntries(known),
  };
}
