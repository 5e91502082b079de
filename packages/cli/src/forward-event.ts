import type { PulledEvent } from '@winkwire/contract/resources';

export type ForwardOutcome = { accepted: true; status: number } | { accepted: false; reason: string };

const timeoutMs = 30_000;

export interface LocalReceiver {
  url: string;
  headers: Record<string, string>;
}

/** Posts an event with the body, the headers and the signatures of a delivery. */
export async function forwardEvent(
  event: PulledEvent,
  { url, headers }: LocalReceiver,
): Promise<ForwardOutcome> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...headers, ...event.headers },
      body: event.body ?? '',
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body?.cancel();
    if (response.ok) return { accepted: true, status: response.status };
    return { accepted: false, reason: `status ${response.status}` };
  } catch (error) {
    const { cause, message } = error as Error & { cause?: NodeJS.ErrnoException };
    return { accepted: false, reason: cause?.code ?? message };
  }
}
