/**
 * Whether the key is part of a composition, as on a Japanese keyboard. In Safari, its last key arrives afterwards, as
 * 229.
 */
export const isComposing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229;
