import type { Caller } from '../caller.ts';
import { Failure } from '../failure.ts';
import type { Queries, Transaction } from '../store/store.ts';

/**
 * The origins that a tenant allows to embed the widget: `https://shop.example`, or `https://*.shop.example` for every
 * host under it. None registered means that every origin may.
 */
export async function findOrigins(queries: Queries, caller: Caller): Promise<string[]> {
  const rows = await queries.all<{ origin: string }>(
    'select origin from embedding_origins where tenant_id = $1 and mode = $2 order by origin',
    [caller.tenantId, caller.mode],
  );
  return rows.map(({ origin }) => origin);
}

/** All of them at once: what is not in the list is no longer allowed. */
export async function replaceOrigins(
  transaction: Transaction,
  caller: Caller,
  origins: readonly string[],
): Promise<void> {
  await transaction.run('delete from embedding_origins where tenant_id = $1 and mode = $2', [
    caller.tenantId,
    caller.mode,
  ]);
  for (const origin of new Set(origins)) {
    await transaction.run('insert into embedding_origins (tenant_id, mode, origin) values ($1, $2, $3)', [
      caller.tenantId,
      caller.mode,
      origin,
    ]);
  }
}

/**
 * What the frame's page says in `frame-ancestors`. It is loaded before anybody knows for which tenant, so it allows
 * what any tenant allows; opening the session then asks whether this tenant does. Undefined: everybody may.
 */
export async function findFrameAncestors(queries: Queries): Promise<string[] | undefined> {
  const rows = await queries.all<{ origin: string }>(
    'select distinct origin from embedding_origins order by origin',
  );
  return rows.length === 0 ? undefined : ["'self'", ...rows.map(({ origin }) => origin)];
}

/** Throws INVALID_PARAMETERS for what is not exactly an origin; answers it in its canonical form. */
export function readOrigin(text: string): string {
  const url = URL.parse(text.replace('://*.', '://wildcard.'));
  const canonical = url?.origin.replace('://wildcard.', '://*.');
  if (!url || !/^https?:$/.test(url.protocol) || text.replace(/\/$/, '').toLowerCase() !== canonical) {
    throw new Failure(
      'INVALID_PARAMETERS',
      `origins: '${text}' is not an origin. Write scheme and host, as in https://shop.example.`,
    );
  }
  return canonical;
}

export function allowsOrigin(registered: readonly string[], origin: string): boolean {
  return registered.some((allowed) => {
    const [scheme, host] = allowed.split('://*.');
    return host === undefined
      ? allowed === origin
      : origin.startsWith(`${scheme}://`) && origin.endsWith(`.${host}`);
  });
}
