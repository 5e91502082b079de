export type Verdict =
  | { kind: 'delivered' }
  /** In ms since 1970; `holdUntil` when the receiver asked the whole endpoint to wait until then. */
  | { kind: 'retry'; at: number; holdUntil?: number }
  | { kind: 'give-up' }
  /** The receiver is gone for good; the delivery stays due, for the day the endpoint is resumed. */
  | { kind: 'disable'; at: number };
