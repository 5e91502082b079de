/** Throws unless the value has the form of a link token. It names a wrong one by its first characters, which are no secret. */
export function requireToken(userToken: unknown): void {
  if (typeof userToken === 'string' && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(userToken)) return;
  throw new Error(
    `SmileLinkModal: \`userToken\` is no link token: ${JSON.stringify(userToken)?.slice(0, 20)}. Pass \`accessToken\` of POST /v1/tokens.`,
  );
}
