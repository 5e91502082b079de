/**
 * Whether the user prefers a dark scheme. The frame cannot find this out, because its iframe element has the light
 * colour scheme.
 */
export const prefersDark = (): boolean => matchMedia('(prefers-color-scheme: dark)').matches;
