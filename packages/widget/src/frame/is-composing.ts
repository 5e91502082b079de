/**
 * Whether the key is part of a composition, as on a Japanese keyboard. Safari sends the last key after the composition
 * has ended, with the code 229.
 */
export const isComposing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229;
