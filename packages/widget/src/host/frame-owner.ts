// biome-ignore-all lint/style/noNonNullAssertion: a token has this part, or JSON refuses it
/**
 * Returns `tenantId.mode` of a link token, unverified. The server uses it only to choose which pages may embed the
 * frame.
 */
export function frameOwner(userToken: string): string {
  try {
    const [, payload] = userToken.split('.');
    const { tenantId, mode } = JSON.parse(atob(payload!.replaceAll('-', '+').replaceAll('_', '/')));
    return tenantId && mode ? `${tenantId}.${mode}` : '';
  } catch {
    return '';
  }
}
