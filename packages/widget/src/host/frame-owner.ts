// biome-ignore-all lint/style/noNonNullAssertion: a token has this part, or JSON refuses it
/** `tenantId.mode` of a link token, for the policy `frame-ancestors`. It is not verified here, and grants nothing. */
export function frameOwner(userToken: string): string {
  try {
    const [, payload] = userToken.split('.');
    const { tenantId, mode } = JSON.parse(atob(payload!.replaceAll('-', '+').replaceAll('_', '/')));
    return tenantId && mode ? `${tenantId}.${mode}` : '';
  } catch {
    return '';
  }
}
