import leven from 'leven';

/** The known name that is most similar to a misspelt one. Undefined only if no name is known. */
export const nearestName = (name: string, known: readonly string[]): string | undefined =>
  known.toSorted((one, other) => leven(name, one) - leven(name, other))[0];
