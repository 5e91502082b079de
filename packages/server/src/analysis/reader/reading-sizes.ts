/** Factors for the size of a place: readings in different sizes seldom make the same mistake. */
export const readingSizes = [1, 1.4];
