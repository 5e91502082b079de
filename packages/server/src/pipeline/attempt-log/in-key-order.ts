interface DeliveryKey {
  webhookId: string;
  sequence: number;
}

/**
 * The order in which a transaction locks many deliveries of a tenant. Two transactions that lock in this order
 * cannot deadlock.
 */
export const inKeyOrder = (a: DeliveryKey, b: DeliveryKey): number =>
  a.webhookId < b.webhookId ? -1 : a.webhookId > b.webhookId ? 1 : a.sequence - b.sequence;
