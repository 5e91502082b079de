/** How many ms the server's clock is ahead of the user's clock, which may be wrong by hours. */
let aheadMs = 0;

export const serverClock = {
  /** `date` is the header of a response that has just arrived. */
  set(date: string | null): void {
    const milliseconds = Date.parse(date ?? '');
    if (!Number.isNaN(milliseconds)) aheadMs = milliseconds - Date.now();
  },

  /** In ms since 1970. */
  now: (): number => Date.now() + aheadMs,
};
