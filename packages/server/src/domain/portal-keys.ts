import type { PortalApiKey } from '@winkwire/contract/portal-api';
import { timestamp } from '@winkwire/contract/timestamp';
import type { Caller } from '../platform/caller.ts';
import type { Queries } from '../store/store.ts';

interface KeyRow {
  key: string;
  origin: PortalApiKey['origin'];
  created_at: number;
}

/** The API keys of one mode as the portal shows them. It has its own query, so that no hash is read. */
export async function findPortalKeys(queries: Queries, caller: Caller): Promise<PortalApiKey[]> {
  const rows = await queries.all<KeyRow>(
    'select key, origin, created_at from api_keys where tenant_id = $1 and mode = $2 order by created_at, key',
    [caller.tenantId, caller.mode],
  );
  return rows.map((row) => ({
    key: row.key,
    origin: row.origin,
    createdAt: timestamp(Number(row.created_at)),
  }));
}
