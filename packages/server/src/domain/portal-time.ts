/** In the form `2026-04-21T09:30:00.125Z`. */
export const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** Sorts before all event ids of this millisecond, so a range of time is a range of ids. */
export const firstEventIdAt = (milliseconds: number): string =>
  `et-${Math.max(0, Math.floor(milliseconds)).toString(16).padStart(12, '0')}`;
