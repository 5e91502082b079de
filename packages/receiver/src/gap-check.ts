// biome-ignore-all lint/style/noNonNullAssertion: the index lies within the list
/*
 * Each endpoint has its own sequence without gaps, carried by the header `webhook-sequence`. Deliveries arrive out of
 * order and more than once. The functions here work out which are still missing. Their state is plain data, to be
 * stored with your own.
 */

/** The first and the last missing sequence number, both included. */
export type Range = [from: number, to: number];

export interface GapState {
  /** The lowest sequence number that has not arrived. Every number below it has. */
  next: number;
  /** What has arrived above `next`, ascending. Adjacent ranges are merged. */
  beyond: Range[];
}

export interface GapReport {
  /** Numbers that have not arrived although a higher one has. They may still be on their way. */
  missing: Range[];
  /** Whether this sequence number had arrived before. */
  duplicate: boolean;
  /** The lowest sequence number that has not arrived. Everything below it is complete. */
  next: number;
}

/** The state of one endpoint. Every function is pure; `createGapCheck` keeps the states of several endpoints. */
export const gapState = {
  /** `after` is the sequence number up to which the receiver is complete already; 0 for a new endpoint. */
  start: (after = 0): GapState => ({ next: after + 1, beyond: [] }),

  /** The state after one more delivery. Throws RangeError unless `sequence` is an integer of at least 1. */
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

  /** Whether a sequence number has arrived. */
  has: ({ next, beyond }: GapState, sequence: number): boolean =>
    sequence < next || beyond.some(([from, to]) => from <= sequence && sequence <= to),

  /** The gaps, ascending. */
  missing: ({ next, beyond }: GapState): Range[] =>
    beyond.map(([from], index) => [index === 0 ? next : beyond[index - 1]![1] + 1, from - 1]),
};

/** Once the first range begins at `next`, it is part of the complete beginning. */
function absorbComplete({ next, beyond }: GapState): GapState {
  const [first, ...rest] = beyond;
  return first?.[0] === next ? { next: first[1] + 1, beyond: rest } : { next, beyond };
}

export interface GapCheck {
  /** Records a delivery. `endpoint` is any name that you choose. Throws RangeError as `gapState.add` does. */
  add(endpoint: string, sequence: number): GapReport;
  /** Store this, and pass it to `createGapCheck` at the next start. */
  states(): Record<string, GapState>;
}

/** Tracks several endpoints. One that `states` does not name starts at sequence number 1. */
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
