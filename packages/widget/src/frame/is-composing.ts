/**
 * Whether the key belongs to a keyboard that composes text, such as a Japanese one. In Safari, the key that ends a
 * composition arrives after its end, with the key code 229.
 */
export const isComposing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229;
