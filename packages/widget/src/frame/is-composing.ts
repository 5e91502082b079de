/**
 * Whether the key is part of a composition, such as on a Japanese keyboard. In Safari, the key that ends a composition
 * arrives after the composition has ended, with the key code 229.
 */
export const isComposing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229;
