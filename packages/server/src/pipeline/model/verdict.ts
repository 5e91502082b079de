export type Verdict =
  | { kind: 'delivered' }
  /** Times in ms since 1970. With `holdUntil` the receiver has asked that nothing be sent to the endpoint until then. */
  | { kind: 'retry'; at: number; holdUntil?: number }
  | { kind: 'give-up' }
  /** The receiver has gone for good. The delivery stays due, in case the endpoint is resumed. */
  | { kind: 'disable'; at: number };
