import type { Mode } from '@winkwire/contract/modes';
import type { SessionFunnel } from '@winkwire/contract/resources/session-funnel';
import { queryString } from '../api/request.ts';
import { href } from '../app/address.ts';

/** The filters that the list of sessions gets from the funnel, without the days. An empty value filters nothing. */
export interface FunnelFilters {
  providerId: string;
  templateId: string;
  device: string;
}

interface FunnelGroupOf {
  funnel: Pick<SessionFunnel, 'by' | 'startDate' | 'endDate'>;
  filters: FunnelFilters;
  key: string | null;
}

/** The address of the sessions that a group counts. Undefined if the group has no value that a filter could find. */
export function funnelGroupHref(mode: Mode, { funnel, filters, key }: FunnelGroupOf): string | undefined {
  if (key === null) return undefined;
  const { by, startDate, endDate } = funnel;
  const { providerId, templateId, device } = filters;
  const group =
    by === 'day' ? { startDate: key, endDate: key } : { [by === 'device' ? 'device' : `${by}Id`]: key };
  return (
    href(mode, 'sessions') + queryString({ providerId, templateId, device, startDate, endDate, ...group })
  );
}
