/** One POST to the demo's receiver. */
export interface ReceivedWebhook {
  /**
   * The number of this POST among those that were added to the inbox, from 1. The live stream uses the number as the id
   * of the message.
   */
  number: number;
  /** The event's id, in the form `et-...`. It is the same in every attempt. */
  eventId: string;
  type: string;
  /** When this POST arrived, in ms since 1970. */
  receivedAt: number;
  /**
   * How often this event has been received, including this time. The count starts again at 1 if the inbox no longer has
   * any of the event's POSTs.
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

/** Keeps the last 500 POSTs to the demo's receiver. Here, `webhook` means such a POST. */
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
    /** The number of the last webhook. 0 before the first one. */
    last: () => number,
    /** The webhooks with a higher number than `last`, oldest first. */
    after: (last: number) => webhooks.filter((webhook) => webhook.number > last),
    /**
     * Resolves to the first webhook that matches `wanted`. It may already have been received, or it may arrive within
     * `milliseconds`. Resolves to undefined if no such webhook arrives in this time.
     */
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
    /** Calls `listener` for each new webhook. The returned function removes the listener. */
    listen(listener: (webhook: ReceivedWebhook) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export type WebhookInbox = ReturnType<typeof createWebhookInbox>;
