/** The data of one mode is not visible in the other. */
export const modes = ['SANDBOX', 'PRODUCTION'] as const;
export type Mode = (typeof modes)[number];
