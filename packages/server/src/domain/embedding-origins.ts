import { modes } from '@winkwire/contract/modes';
import type { Caller } from '../platform/caller.ts';
import { canonicalOrigin, isPolicySource } from '../platform/read-origin.ts';
import type { Queries, Transaction } from '../store/store.ts';

/**
 * The origins that may embed the widget: `https://shop.example`, or `https://*.shop.example` for every subdomain. If
 * the list is empty, every page may embed the widget.
 */
export async function findOrigins(queries: Queries, caller: Caller): Promise<string[]> {
  const rows = await queries.all<{ origin: string }>(
    'select origin from embedding_origins where tenant_id = $1 and mode = $2',
    [caller.tenantId, caller.mode],
  );
  // The database does not sort the origins, because PostgreSQL's order of text depends on the locale.
  return rows.map(({ origin }) => origin).sort();
}

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

/** Parses `tenantId.mode` in the address of a frame. The loader takes both from the link token. */
export function readFrameOwner(text: string): Caller | undefined {
  const dot = text.lastIndexOf('.');
  const mode = modes.find((each) => each === text.slice(dot + 1));
  return mode && dot > 0 ? { tenantId: text.slice(0, dot), mode } : undefined;
}

/**
 * The values of the directive `frame-ancestors`. Undefined if every page may embed the frame, or if an allowed origin,
 * such as `null`, cannot be in a policy. The origin is checked again when a session is opened.
 */
export async function findFrameAncestors(queries: Queries, owner: Caller): Promise<string[] | undefined> {
  const origins = await findOrigins(queries, owner);
  if (origins.length === 0 || !origins.every(isPolicySource)) return undefined;
  return ["'self'", ...origins];
}

/**
 * Whether `given` is a registered origin, or a subdomain that one of them allows. `given` may have any spelling, but
 * registered origins are canonical.
 */
export function allowsOrigin(registered: readonly string[], given: string): boolean {
  const origin = canonicalOrigin(given);
  if (origin === undefined) return false;
  return registered.some((allowed) => {
    const [scheme, host] = allowed.split('://*.');
    return host === undefined
      ? allowed === origin
      : origin.startsWith(`${scheme}://`) && origin.endsWith(`.${host}`);
  });
}
