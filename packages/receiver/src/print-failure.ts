import { WebhookError, type WebhookErrorCode } from './webhook-error.ts';

/** The minimum time between two printed refusals with the same code, in ms. Anybody can cause refusals. */
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
