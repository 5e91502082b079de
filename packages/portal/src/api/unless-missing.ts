import { ApiFailure } from './request.ts';

/**
 * Resolves to undefined if the search finds nothing, or if the server refuses the search because its text is not valid.
 */
export async function unlessMissing<Data>(search: Promise<Data>): Promise<Data | undefined> {
  try {
    return await search;
  } catch (cause) {
    const isMissing =
      cause instanceof ApiFailure &&
      (cause.code === 'MISSING_RESOURCE' || cause.code === 'INVALID_PARAMETERS');
    if (isMissing) return undefined;
    throw cause;
  }
}
