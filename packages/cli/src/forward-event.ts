import type { PulledEvent } from '@winkwire/contract/resources';

export type Forwarded = { accepted: true; status: number } | { accepted: false; reason: string };

const timeLimit = 30_000;

export interface LocalReceiver {
  url: string;
  /** The owner's own headers: what is pulled comes without them. */
  headers: Record<string, string>;
}

/** Hands one pulled event to a local receiver: the very bytes and headers that a delivery has. */
export async function forwardEvent(event: PulledEvent, { url, headers }: LocalReceiver): Promise<Forwarded> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...headers, ...event.headers },
      body: event.body ?? '',
      redirect: 'manual',
      signal: AbortSignal.timeout(timeLimit),
    });
    await response.body?.cancel();
    if (response.ok) return { accepted: true, status: response.status };
    return { accepted: false, reason: `answered ${response.status}` };
  } catch (error) {
    const { cause, message } = error as Error & { cause?: NodeJS.ErrnoException };
    return { accepted: false, reason: cause?.code ?? message };
  }
}
