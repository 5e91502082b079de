import { Overview } from '@winkwire/contract/portal-api';
import { findOverview } from '../../domain/portal-overview.ts';
import { operation } from '../operation.ts';

export const portalOverviewOperations = [
  operation({
    method: 'GET',
    path: '/portal/api/overview',
    id: 'getPortalOverview',
    summary: 'What goes on now',
    access: 'portal',
    internal: true,
    data: Overview,
    run: ({ caller }, services) => findOverview(services.store, caller, services.now()),
  }),
];
