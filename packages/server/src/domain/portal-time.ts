/** Formats milliseconds since 1970 as `2026-04-21T09:30:00.125Z`. */
export const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();

/**
 * The first characters of all event ids of one millisecond. This text sorts before these ids, so a range of time can be
 * searched as a range of ids.
 */
export const firstEventIdAt = (milliseconds: number): string =>
  `et-${Math.max(0, Math.floor(milliseconds)).toString(16).padStart(12, '0')}`;
