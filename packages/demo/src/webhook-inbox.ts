/** One POST that the demo's receiver got. */
export interface ReceivedWebhook {
  /** Counts the POSTs of this process, from 1: the id of the message in the live stream. */
  number: number;
  /** The event's `et-...`; the same on every try. */
  eventId: string;
  type: string;
  /** Milliseconds since 1970. */
  receivedAt: number;
  /** How often this event has been received, this time included. */
  attempt: number;
  verified: boolean;
  /** What the receiver answered. */
  answered: number;
  sequence: string | null;
  sessionId: string | null;
  signature: string | null;
  body: unknown;
}

const kept = 500;

/** Keeps the last 500 received webhooks and tells them to every open live view. */
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
    /** The number of the last one received, 0 at first. */
    last: () => number,
    /** Those received after `number`, oldest first. */
    after: (last: number) => webhooks.filter((webhook) => webhook.number > last),
    /** Resolves with the first that was or is received within `milliseconds`; undefined when none was. */
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
    /** Calls `listener` for each webhook from now on; the returned function ends that. */
    listen(listener: (webhook: ReceivedWebhook) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export type WebhookInbox = ReturnType<typeof createWebhookInbox>;
