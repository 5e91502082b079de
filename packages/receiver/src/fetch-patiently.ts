/** The maximum number of times that one request is sent. */
const mostRequests = 20;
/** The time to wait if the response has no `Retry-After`, in ms. */
const usualWaitMs = 1000;
const longestWaitMs = 60_000;

/**
 * Makes a request, and repeats it while the server responds with 429 or 503. Waits as long as `Retry-After` says, but
 * at most a minute. Returns the last response.
 */
export async function fetchPatiently(url: string, init: RequestInit): Promise<Response> {
  for (let requests = 1; ; requests++) {
    const response = await fetch(url, init);
    if (![429, 503].includes(response.status) || requests === mostRequests) return response;
    // An unread body would keep the connection occupied.
    await response.body?.cancel();
    const seconds = Number(response.headers.get('retry-after') || Number.NaN);
    const wait = seconds >= 0 ? Math.min(seconds * 1000, longestWaitMs) : usualWaitMs;
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}
