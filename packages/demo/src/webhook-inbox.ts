export interface ReceivedWebhook {
  /** The number of this POST, from 1. It is also the message id in the live stream. */
  number: number;
  /** The event's id, `et-...`. It is the same in every attempt. */
  eventId: string;
  type: string;
  /** In ms since 1970. */
  receivedAt: number;
  /**
   * How often this event has been received, including this time. Starts again at 1 once the inbox has dropped the
   * event.
   */
  attempt: number;
  verified: boolean;
  status: number;
  sequence: string | null;
  sessionId: string | null;
  signature: string | null;
  body: unknown;
}

const kept = 500;

/** Keeps the last 500 POSTs to the demo's receiver. */
export function createWebhookInbox() {
  const webhooks: ReceivedWebhook[] = [];
  const attempts = new Map<string, number>();
  const listeners = new Set<(webhook: ReceivedWebhook) => void>();
  let number = 0;
  return {
    add(received: Omit<ReceivedWebhook, 'number' | 'attempt'>): void {
      const attempt = (attempts.get(received.eventId) ?? 0) + 1;
      attempts.set(received.eventId, attempt);
      number += 1;
      const webhook = { ...received, number, attempt };
      webhooks.push(webhook);
      if (webhooks.length > kept) {
        const dropped = webhooks.shift() as ReceivedWebhook;
        if (!webhooks.some((other) => other.eventId === dropped.eventId)) attempts.delete(dropped.eventId);
      }
      for (const listener of listeners) listener(webhook);
    },
    last: () => number,
    after: (last: number) => webhooks.filter((webhook) => webhook.number > last),
    /** The first webhook that matches `wanted`, old or new. Undefined if none arrives in time. */
    async first(
      wanted: (webhook: ReceivedWebhook) => boolean,
      milliseconds: number,
    ): Promise<ReceivedWebhook | undefined> {
      const known = webhooks.find(wanted);
      if (known) return known;
      return new Promise((resolve) => {
        const stop = this.listen((webhook) => wanted(webhook) && done(webhook));
        const timer = setTimeout(done, milliseconds);
        function done(webhook?: ReceivedWebhook): void {
          clearTimeout(timer);
          stop();
          resolve(webhook);
        }
      });
    },
    listen(listener: (webhook: ReceivedWebhook) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export type WebhookInbox = ReturnType<typeof createWebhookInbox>;
