import type { Egress } from '@winkwire/contract/resources/reconciliation';
import type { Queries } from '../store/store.ts';

/**
 * A process stays listed for this many ms after its last report, so it is listed while it restarts. Otherwise, a
 * receiver that only accepts listed addresses would block it.
 */
export const listedForMs = 15 * 60_000;

export interface EgressEntry {
  node: string;
  addresses: readonly string[];
  proxy: boolean;
  verified: boolean | null;
}

interface EgressRow {
  node: string;
  addresses: string;
  proxy: number;
  verified: number | null;
}

export async function registerEgress(
  queries: Queries,
  { node, addresses, proxy, verified }: EgressEntry,
  now: number,
): Promise<void> {
  await queries.run(
    `insert into egress_nodes (node, addresses, proxy, verified, listed_until) values ($1, $2, $3, $4, $5)
     on conflict (node) do update set addresses = excluded.addresses, proxy = excluded.proxy,
       verified = excluded.verified, listed_until = excluded.listed_until`,
    [
      node,
      JSON.stringify(addresses),
      Number(proxy),
      verified === null ? null : Number(verified),
      now + listedForMs,
    ],
  );
}

export async function removeEgress(queries: Queries, isGone: (node: string) => boolean): Promise<void> {
  const rows = await queries.all<{ node: string }>('select node from egress_nodes');
  for (const { node } of rows) {
    if (isGone(node)) await queries.run('delete from egress_nodes where node = $1', [node]);
  }
}

export async function findEgress(queries: Queries, now: number): Promise<Egress> {
  const rows = await queries.all<EgressRow>(
    'select addresses, proxy, verified from egress_nodes where listed_until > $1',
    [now],
  );
  const addresses = rows.flatMap((row) => JSON.parse(row.addresses) as string[]);
  return {
    addresses: [...new Set(addresses)].sort(),
    proxy: rows.some(({ proxy }) => proxy === 1),
    verified: verdictOf(rows),
  };
}

/** False if a process sends from an address that is not listed. Null if it is not known for all processes. */
function verdictOf(rows: readonly EgressRow[]): boolean | null {
  if (rows.some(({ verified }) => verified === 0)) return false;
  return rows.length > 0 && rows.every(({ verified }) => verified === 1) ? true : null;
}
