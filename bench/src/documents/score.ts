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

/** How many of the values that were read are right, from 0 to 1. */
export const precisionOf = ({ read, right }: Score): number => (read === 0 ? 1 : right / read);
/** How many of the shown values were read correctly, from 0 to 1. */
export const recallOf = ({ shown, right }: Score): number => (shown === 0 ? 1 : right / shown);
