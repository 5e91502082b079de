/**
 * A place is read in different sizes, because such readings seldom make the same mistake. For each size, the given
 * height of the letters is multiplied by one of these factors.
 */
export const readingSizes = [1, 1.4];
