// biome-ignore-all lint/style/noNonNullAssertion: a token has this part, or JSON refuses it
import { unlessItThrows } from './unless-it-throws.ts';

/**
 * Returns `tenantId.mode` of a link token, unverified. The server uses it only to choose which pages may embed the
 * frame.
 */
export function frameOwner(userToken: string): string | undefined {
  return unlessItThrows(() => {
    const [, payload] = userToken.split('.');
    const { tenantId, mode } = JSON.parse(atob(payload!.replaceAll('-', '+').replaceAll('_', '/')));
    return tenantId && mode && `${tenantId}.${mode}`;
  });
}
