/** Formats milliseconds since 1970 in the form of the contract: UTC in whole seconds, `2026-04-21T09:30:00Z`. */
export const timestamp = (milliseconds: number): string =>
  `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
