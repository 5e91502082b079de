/** The sizes in which a place is read: readings in different sizes seldom make the same mistake. */
export const readingSizes = [1, 1.4];
