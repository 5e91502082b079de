import type { Winkwire } from './start-winkwire.ts';

export async function callApi<Data = Record<string, unknown>>(
  { url, key, secret }: Winkwire,
  operation: `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /${string}`,
  body?: object,
): Promise<Data> {
  const [method = '', path = ''] = operation.split(' ');
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      authorization: `Basic ${btoa(`${key}:${secret}`)}`,
      ...(body && { 'content-type': 'application/json' }),
    },
    body: body ? JSON.stringify(body) : null,
  });
  const envelope = (await response.json()) as { message: string; data: Data };
  if (!response.ok) throw new Error(`${method} ${path} returned ${response.status}: ${envelope.message}`);
  return envelope.data;
}
