export type Verdict =
  | { kind: 'delivered' }
  /**
   * In ms since 1970, but a lane gets `holdUntil` on the clock of `performance.now()`. Nothing may be sent to the
   * endpoint before `holdUntil`.
   */
  | { kind: 'retry'; at: number; holdUntil?: number }
  | { kind: 'give-up' }
  /** After a 410. The delivery stays due, in case the webhook is resumed. */
  | { kind: 'disable'; at: number };
