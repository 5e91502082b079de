/** The contract's form of time: UTC, whole seconds, `2026-04-21T09:30:00Z`. From milliseconds since 1970. */
export const timestamp = (milliseconds: number): string =>
  `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
