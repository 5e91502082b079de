/*
 * Each endpoint has its own gapless sequence, told by the header `webhook-sequence`. Deliveries come out of order
 * and more than once; these functions tell what is still missing. State is plain data: keep it with your own.
 */

/** From the first to the last missing sequence, both included. */
export type Range = [from: number, to: number];

export interface GapState {
  /** Everything before it was seen. */
  next: number;
  /** Seen beyond `next`, ascending, never touching one another. */
  beyond: Range[];
}

export interface GapReport {
  /** What is not there yet though something later is; may still be on its way. */
  missing: Range[];
  /** Whether this sequence was seen before. */
  duplicate: boolean;
  /** The lowest sequence that was not seen: everything before it is complete. */
  next: number;
}

/** `after`: the sequence up to which the receiver is complete already, 0 for a new endpoint. */
export const startGapState = (after = 0): GapState => ({ next: after + 1, beyond: [] });

/** The state after one more delivery. */
export function see(state: GapState, sequence: number): GapState {
  if (!Number.isSafeInteger(sequence) || sequence < 1) throw new RangeError(`no sequence: ${sequence}`);
  if (wasSeen(state, sequence)) return state;
  const before = state.beyond.filter(([, to]) => to < sequence - 1);
  const after = state.beyond.filter(([from]) => from > sequence + 1);
  const touching = state.beyond.filter(([from, to]) => to >= sequence - 1 && from <= sequence + 1);
  const grown: Range = [touching[0]?.[0] ?? sequence, touching.at(-1)?.[1] ?? sequence];
  const merged: Range = [Math.min(grown[0], sequence), Math.max(grown[1], sequence)];
  return complete({ next: state.next, beyond: [...before, merged, ...after] });
}

export const wasSeen = ({ next, beyond }: GapState, sequence: number): boolean =>
  sequence < next || beyond.some(([from, to]) => from <= sequence && sequence <= to);

/** The gaps, ascending. */
export const missingIn = ({ next, beyond }: GapState): Range[] =>
  beyond.map(([from], index) => [index === 0 ? next : beyond[index - 1]![1] + 1, from - 1]);

/** What was seen in one piece with everything before it needs no range of its own. */
function complete({ next, beyond }: GapState): GapState {
  const [first, ...rest] = beyond;
  return first?.[0] === next ? { next: first[1] + 1, beyond: rest } : { next, beyond };
}

export interface GapCheck {
  /** Takes note of a delivery to an endpoint, by whatever name you give it. */
  see(endpoint: string, sequence: number): GapReport;
  /** To be stored, and given to `createGapCheck` at the next start. */
  states(): Record<string, GapState>;
}

/** Tracks several endpoints; one that is not named in `states` starts at sequence 1. */
export function createGapCheck(states: Readonly<Record<string, GapState>> = {}): GapCheck {
  const known = new Map(Object.entries(states));
  return {
    see(endpoint, sequence) {
      const before = known.get(endpoint) ?? startGapState();
      const after = see(before, sequence);
      known.set(endpoint, after);
      return { missing: missingIn(after), duplicate: after === before, next: after.next };
    },
    states: () => Object.fromEntries(known),
  };
}
