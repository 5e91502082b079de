/** One POST to the demo's receiver. */
export interface ReceivedWebhook {
  /** Counts the POSTs of this process, from 1: the id of the message in the live stream. */
  number: number;
  /** The event's `et-...`. It is the same in every attempt. */
  eventId: string;
  type: string;
  /** Milliseconds since 1970. */
  receivedAt: number;
  /** The number of times this event has been received, including this one. */
  attempt: number;
  verified: boolean;
  /** The status of the receiver's response. */
  status: number;
  sequence: string | null;
  sessionId: string | null;
  signature: string | null;
  body: unknown;
}

const kept = 500;

/** Keeps the last 500 received webhooks, and passes each to every open live view. */
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
    /** The number of the last one received; 0 before the first. */
    last: () => number,
    /** The webhooks with a higher number than `last`, the oldest first. */
    after: (last: number) => webhooks.filter((webhook) => webhook.number > last),
    /** Resolves to the first wanted webhook, from the past or within `milliseconds`. Undefined when there is none. */
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
    /** Calls `listener` for each new webhook. The returned function removes it. */
    listen(listener: (webhook: ReceivedWebhook) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export type WebhookInbox = ReturnType<typeof createWebhookInbox>;
