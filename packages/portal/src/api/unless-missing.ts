import { ApiFailure } from './request.ts';

/** Undefined if the search finds nothing, or if the server refuses its text as invalid. */
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
