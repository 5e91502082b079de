import type { Overview } from '@winkwire/contract/portal-api';
import { findOverview } from '../../domain/portal-overview.ts';
import type { Caller } from '../../platform/caller.ts';
import type { Services } from '../../platform/services.ts';

/**
 * If it takes one second to count the rows of an overview, the overview is reused for 20 seconds. So for each tenant
 * and mode, a process lets the database count for at most a twentieth of the time.
 */
const reuseFactor = 20;

interface Recent {
  overview: Promise<Overview>;
  /** When this overview expires, in ms since 1970. Infinite while its rows are being counted. */
  until: number;
}

const recent = new WeakMap<Services, Map<string, Recent>>();

/**
 * The overview of a tenant in one mode. All open portals of the tenant share the overview, because each portal
 * polls every few seconds, and a busy day has millions of rows to count.
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
