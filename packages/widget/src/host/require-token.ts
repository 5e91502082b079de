/**
 * Throws if the value does not have the form of a link token. The error contains only the first four characters of a
 * text, because the text may be a token or another secret. All link tokens begin with the same four.
 */
export function requireToken(userToken: unknown): void {
  if (typeof userToken === 'string' && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(userToken)) return;
  throw new Error(
    `SmileLinkModal: \`userToken\` is not a link token: ${JSON.stringify(userToken)?.slice(0, 5)}. Pass \`accessToken\` of POST /v1/tokens.`,
  );
}
