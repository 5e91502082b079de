import { unlessItThrows } from './unless-it-throws.ts';

/**
 * Throws if the value is not a link token. The error contains only the first four characters, because the value may be
 * a secret.
 */
export function requireToken(userToken: unknown): void {
  if (typeof userToken === 'string' && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(userToken)) return;
  throw new Error(
    `SmileLinkModal: \`userToken\` is not a link token: ${unlessItThrows(() => JSON.stringify(userToken).slice(0, 5))}. Pass \`accessToken\` of POST /v1/tokens.`,
  );
}
