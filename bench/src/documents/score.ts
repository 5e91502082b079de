import type { Comparison } from './compare.ts';

/**
 * Of one field or of all fields: how many values the documents show, how many were read, and how many were read
 * right.
 */
export interface Score {
  shown: number;
  read: number;
  right: number;
}

export function scoreOf(comparisons: readonly Comparison[]): Score {
  const withValue = comparisons.filter(({ read }) => read !== null);
  return {
    shown: comparisons.filter(({ shown }) => shown !== null).length,
    read: withValue.length,
    right: withValue.filter(({ isRight }) => isRight).length,
  };
}

/** Of the values that were read, the share that is right. */
export const precisionOf = ({ read, right }: Score): number => (read === 0 ? 1 : right / read);
/** Of the values that the documents show, the share that was read right. */
export const recallOf = ({ shown, right }: Score): number => (shown === 0 ? 1 : right / shown);
