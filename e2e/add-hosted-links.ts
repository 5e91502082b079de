import { callApi } from './call-api.ts';
import type { Winkwire } from './start-winkwire.ts';

/** Creates a completed link for a new user, and a revoked, an opened and an unopened link for `userId`. */
export async function addHostedLinks(winkwire: Winkwire, userId: string): Promise<void> {
  const { user } = await callApi<{ user: { id: string } }>(winkwire, 'POST /v1/users', {});
  const create = (state: string, of = user.id) =>
    callApi<{ id: string; url: string }>(winkwire, 'POST /v1/hostedLinks', { userId: of, state });
  const linked = await create('application-4711');
  await fetch(`${linked.url}/session`, { method: 'POST' });
  await callApi(winkwire, 'POST /v1/sandbox/accounts', { userId: user.id, providerId: 'parcelpond' });
  const revoked = await create('application-4712', userId);
  await callApi(winkwire, `POST /v1/hostedLinks/${revoked.id}/revoke`);
  const opened = await create('application-4713', userId);
  await fetch(`${opened.url}/session`, { method: 'POST' });
  await create('application-4714', userId);
}
