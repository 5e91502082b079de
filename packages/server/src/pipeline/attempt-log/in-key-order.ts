interface DeliveryKey {
  webhookId: string;
  sequence: number;
}

/** Transactions that lock deliveries of one tenant in this order cannot deadlock. */
export const inKeyOrder = (a: DeliveryKey, b: DeliveryKey): number =>
  a.webhookId < b.webhookId ? -1 : a.webhookId > b.webhookId ? 1 : a.sequence - b.sequence;
