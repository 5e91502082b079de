import { createSignInLink } from '../actions/create-sign-in-link.ts';
import type { PortalPerson } from '../domain/portal-session.ts';
import { type ApiResponse, callAt, type TestServer } from './test-server.ts';

/** Returns a function that calls the API as the portal does, in the sandbox. */
export async function signInPortal(server: TestServer, tenantId?: string, person?: PortalPerson) {
  const link = new URL(await createSignInLink(server.services, tenantId, person));
  const headers = { 'winkwire-mode': 'SANDBOX' };
  const body = { token: link.hash.slice(1) };
  const call = callAt(server.url);
  const signedIn = await call('/portal/api/session', { method: 'POST', as: null, headers, body });
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  return (path: string, more: { method?: string; body?: unknown } = {}): Promise<ApiResponse> =>
    call(path, { ...more, as: null, headers: { ...headers, cookie } });
}
