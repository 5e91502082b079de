interface DeliveryKey {
  webhookId: string;
  sequence: number;
}

/** Every transaction that locks many deliveries of a tenant does so in this order, so that no two block each other. */
export const inKeyOrder = (a: DeliveryKey, b: DeliveryKey): number =>
  a.webhookId < b.webhookId ? -1 : a.webhookId > b.webhookId ? 1 : a.sequence - b.sequence;
