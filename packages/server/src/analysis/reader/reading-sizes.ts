/**
 * The factors by which the given height of the letters is multiplied, so that a place is enlarged differently for each
 * reading. Readings in different sizes seldom make the same mistake.
 */
export const readingSizes = [1, 1.4];
