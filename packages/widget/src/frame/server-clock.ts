/** How far the server's clock is ahead of the user's, in ms; the user's may be wrong by hours. */
let ahead = 0;

export const serverClock = {
  /** By the date of an answer that has just come. */
  set(date: string | null): void {
    const milliseconds = Date.parse(date ?? '');
    if (!Number.isNaN(milliseconds)) ahead = milliseconds - Date.now();
  },

  /** ms since 1970 */
  now: (): number => Date.now() + ahead,
};
