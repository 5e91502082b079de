export type Verdict =
  | { kind: 'delivered' }
  /**
   * Times in ms since 1970. Nothing may be sent to the endpoint before `holdUntil`. A lane gets `holdUntil` on the
   * clock of `performance.now()`.
   */
  | { kind: 'retry'; at: number; holdUntil?: number }
  | { kind: 'give-up' }
  /** After a 410. The delivery stays due, in case the webhook is resumed. */
  | { kind: 'disable'; at: number };
