import { Overview } from '@winkwire/contract/portal-api';
import { operation } from '../operation.ts';
import { recentOverview } from './recent-overview.ts';

export const portalOverviewOperations = [
  operation({
    method: 'GET',
    path: '/portal/api/overview',
    id: 'getPortalOverview',
    summary: 'Get the current activity',
    access: 'portal',
    internal: true,
    data: Overview,
    run: ({ caller }, services) => recentOverview(services, caller),
  }),
];
