/**
 * Throws if the value does not have the form of a link token. The error contains only the first characters of the
 * value. In a token, they are not secret.
 */
export function requireToken(userToken: unknown): void {
  if (typeof userToken === 'string' && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(userToken)) return;
  throw new Error(
    `SmileLinkModal: \`userToken\` is not a link token: ${JSON.stringify(userToken)?.slice(0, 20)}. Pass \`accessToken\` of POST /v1/tokens.`,
  );
}
