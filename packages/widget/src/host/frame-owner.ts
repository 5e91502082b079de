// biome-ignore-all lint/style/noNonNullAssertion: a token has this part, or JSON refuses it
/**
 * The tenant and mode of a link token, as `tenantId.mode`; empty for any other text. The frame is requested with it,
 * so that its `frame-ancestors` policy allows the pages of this tenant only. It is not verified and grants nothing.
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
