import { authorization, type CreatedUser } from './load.ts';
import type { VersionProcess } from './version-process.ts';

const lists = ['users', 'webhooks', 'hostedLinks', 'accounts', 'archives', 'tasks'];

/**
 * Sends requests that read whole rows of tables that migrations often alter, alone and in transactions. A process that
 * has prepared these statements must still serve them after a migration. Returns the refused requests.
 */
export async function visit(process: VersionProcess, { user, token }: CreatedUser): Promise<string[]> {
  const refused: string[] = [];
  const send = async <Data>(path: string, given: Given = {}): Promise<Data | undefined> => {
    try {
      return await request<Data>(`${process.url}${path}`, given);
    } catch (error) {
      refused.push(`${path}: ${(error as Error).cause ?? (error as Error).message}`);
      return undefined;
    }
  };
  for (const list of lists) await send(`/v1/${list}`);
  await send(`/v1/users/${user.id}`);
  await send(`/v1/users/${user.id}/resetSession`, { body: {} });
  const opening = { userToken: token.accessToken, hostOrigin: process.url, options: {} };
  const session = await send<{ sessionToken: string }>('/widget/api/sessions', { body: opening });
  if (session) await send('/widget/api/callbacks?after=0', { as: `Bearer ${session.sessionToken}` });
  return refused;
}

interface Given {
  as?: string;
  body?: object;
}

async function request<Data>(url: string, { as = authorization, body }: Given): Promise<Data> {
  const response = await fetch(url, {
    headers: { authorization: as, 'content-type': 'application/json' },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text}`);
  return (JSON.parse(text) as { data: Data }).data;
}
