/**
 * Whose widget it is, `tenantId.mode`, as any link token says in the open; empty for a text that is none. The frame is
 * asked for by this name, so that its policy allows this tenant's pages and no others. It permits nothing by itself.
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
