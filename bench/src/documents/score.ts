import type { Comparison } from './compare.ts';

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

/** The share of the values that were read which is right. */
export const precisionOf = ({ read, right }: Score): number => (read === 0 ? 1 : right / read);
/** The share of the shown values that were read correctly. */
export const recallOf = ({ shown, right }: Score): number => (shown === 0 ? 1 : right / shown);
