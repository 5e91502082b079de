/**
 * The height of the letters is multiplied by each of these, so that a place is enlarged by different factors. Readings
 * in different sizes seldom make the same mistake.
 */
export const readingSizes = [1, 1.4];
