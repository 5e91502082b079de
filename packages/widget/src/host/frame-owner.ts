// biome-ignore-all lint/style/noNonNullAssertion: a token has this part, or JSON refuses it
/**
 * The tenant and mode in a link token, as `tenantId.mode`. Empty if `userToken` is not a link token. The frame's URL
 * contains the result, so that the server can set a `frame-ancestors` policy for this tenant's pages. The result is not
 * verified here, and it grants nothing.
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
