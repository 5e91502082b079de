/** The data of one mode is invisible to the other. */
export const modes = ['SANDBOX', 'PRODUCTION'] as const;
export type Mode = (typeof modes)[number];
