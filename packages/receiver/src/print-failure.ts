import { WebhookError, type WebhookErrorCode } from './webhook-error.ts';

/** In ms. Anybody can cause refusals, so those with the same code are not printed more often. */
const intervalMs = 60_000;

export function printFailures(now: () => number): (error: WebhookError | AggregateError) => void {
  const printed = new Map<WebhookErrorCode, number>();
  return (error) => {
    if (!(error instanceof WebhookError)) return console.error(error);
    const last = printed.get(error.code);
    if (last !== undefined && now() - last < intervalMs) return;
    printed.set(error.code, now());
    const cause = error.cause === undefined ? [] : [error.cause];
    console.error(
      `A delivery from Winkwire was refused with ${error.status} ${error.code}: ${error.message}`,
      ...cause,
    );
  };
}
