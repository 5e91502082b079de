/**
 * Whether the key belongs to a composition, as on a Japanese keyboard. In Safari, the last key arrives after the
 * composition has ended, but has the code 229.
 */
export const isComposing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229;
