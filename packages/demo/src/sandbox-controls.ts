import type { FastifyInstance } from 'fastify';
import type { WinkwireClient } from './winkwire-client.ts';

interface Account {
  id: string;
  connectionStatus: string;
}

interface Applicant {
  Params: { userId: string };
}

export function serveSandboxControls(app: FastifyInstance, client: () => WinkwireClient): void {
  app.post<Applicant>('/demo/api/applicants/:userId/expire', (request) =>
    client().request('POST', `/v1/sandbox/users/${encodeURIComponent(request.params.userId)}/expireTokens`),
  );

  app.post<Applicant>('/demo/api/applicants/:userId/sync', async (request) => {
    const query = `?userId=${encodeURIComponent(request.params.userId)}&size=150`;
    const { items } = await client().request<{ items: Account[] }>('GET', `/v1/accounts${query}`);
    const connected = items.filter((account) => account.connectionStatus === 'CONNECTED');
    for (const account of connected)
      await client().request('POST', `/v1/sandbox/accounts/${account.id}/sync`);
    return { accounts: connected.length };
  });
}

export async function sampleDocuments(client: WinkwireClient): Promise<{ label: string; url: string }[]> {
  const { items } = await client.request<{ items: { label: string; name: string }[] }>(
    'GET',
    '/sandbox/documents',
  );
  return items.map(({ label, name }) => ({ label, url: `/sandbox/documents/${name}` }));
}
