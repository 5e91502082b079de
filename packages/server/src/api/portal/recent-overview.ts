import type { Overview } from '@winkwire/contract/portal-api';
import { findOverview } from '../../domain/portal-overview.ts';
import type { Caller } from '../../platform/caller.ts';
import type { Services } from '../../platform/services.ts';

/** If counting takes one second, the result is reused for 20 seconds, so counting takes at most 5 % of the time. */
const reuseFactor = 20;

interface Recent {
  overview: Promise<Overview>;
  /** When this overview expires, in ms since 1970. Infinite while its rows are being counted. */
  until: number;
}

const recent = new WeakMap<Services, Map<string, Recent>>();

/**
 * All open portals of a tenant share one overview, because each polls often and there may be millions of rows to count.
 */
export function recentOverview(services: Services, caller: Caller): Promise<Overview> {
  const known = recent.get(services) ?? new Map<string, Recent>();
  recent.set(services, known);
  const key = `${caller.tenantId} ${caller.mode}`;
  const last = known.get(key);
  if (last && services.now() < last.until) return last.overview;
  const startedAt = services.now();
  const overview = findOverview(services, caller, startedAt);
  const entry: Recent = { overview, until: Number.POSITIVE_INFINITY };
  known.set(key, entry);
  overview.then(
    () => {
      entry.until = services.now() + (services.now() - startedAt) * reuseFactor;
    },
    () => known.delete(key),
  );
  return overview;
}
