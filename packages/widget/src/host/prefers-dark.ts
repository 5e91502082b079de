/**
 * Whether the user's browser prefers dark. The frame cannot know this, because its element has the light colour scheme.
 */
export const prefersDark = (): boolean => matchMedia('(prefers-color-scheme: dark)').matches;
