interface DeliveryKey {
  webhookId: string;
  sequence: number;
}

/** Whoever locks many deliveries of a tenant does so in this order: then two that meet do not wait for each other. */
export const inKeyOrder = (a: DeliveryKey, b: DeliveryKey): number =>
  a.webhookId < b.webhookId ? -1 : a.webhookId > b.webhookId ? 1 : a.sequence - b.sequence;
