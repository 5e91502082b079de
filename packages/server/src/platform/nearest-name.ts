import leven from 'leven';

/** Undefined only if no name is known. */
export const nearestName = (name: string, known: readonly string[]): string | undefined =>
  known.toSorted((one, other) => leven(name, one) - leven(name, other))[0];
