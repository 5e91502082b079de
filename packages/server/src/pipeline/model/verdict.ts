export type Verdict =
  | { kind: 'delivered' }
  /**
   * Times are in ms since 1970, but a lane gets `holdUntil` on the clock of `performance.now()`. `holdUntil` is set if
   * the endpoint has requested that nothing is sent to it before that time.
   */
  | { kind: 'retry'; at: number; holdUntil?: number }
  | { kind: 'give-up' }
  /**
   * The endpoint has returned 410, so its webhook is disabled. The delivery stays due, in case the webhook is resumed.
   */
  | { kind: 'disable'; at: number };
