import { SessionCallback, SessionFunnel, WidgetSession } from '@winkwire/contract/resources';
import { page } from '@winkwire/contract/schema/envelope';
import { listCallbacks } from '../domain/callback-listing.ts';
import { listQuery } from '../domain/listing.ts';
import { funnelQuery, readFunnel } from '../domain/session-funnel.ts';
import { getSession, listSessions, sessionListing } from '../domain/session-listing.ts';
import { idParams } from './fields.ts';
import { operation } from './operation.ts';

const tag = 'Sessions';

export const sessionOperations = [
  operation({
    method: 'GET',
    path: '/v1/sessions',
    id: 'listSessions',
    summary: 'List sessions',
    description:
      'Each session includes the screens that were shown, the time spent on each, the outcome, the provider, the template, the locale and the class of the device.',
    tag,
    access: 'key',
    query: sessionListing.query,
    data: page(WidgetSession),
    run: ({ caller, query }, services) => listSessions(services, caller, query),
  }),
  operation({
    method: 'GET',
    path: '/v1/sessions/funnel',
    id: 'getSessionFunnel',
    summary: 'Get the funnel of sessions',
    description:
      'How many sessions have reached each step, in total and in each group: by day, provider, wink template or device class. Sessions in progress count too. A session belongs to the day (UTC) on which it began.',
    tag,
    access: 'key',
    query: funnelQuery,
    data: SessionFunnel,
    run: ({ caller, query }, services) => readFunnel(services, caller, query),
  }),
  operation({
    method: 'GET',
    path: '/v1/sessions/:id',
    id: 'getSession',
    summary: 'Get a session',
    tag,
    access: 'key',
    params: idParams,
    data: WidgetSession,
    run: ({ caller, params }, services) => getSession(services, caller, params.id),
  }),
  operation({
    method: 'GET',
    path: '/v1/sessions/:id/callbacks',
    id: 'listSessionCallbacks',
    summary: 'List the callbacks of a session',
    description:
      'Lists the callbacks in the order in which the page receives them. `acknowledgedAt` shows which of them a page has run. If no page has run a callback about an account or an upload, the callback is repeated for 24 hours (`WINKWIRE_CALLBACK_HOURS`), whenever the user opens the widget again for the same lender: on the same origin, with the same company name.',
    tag,
    access: 'key',
    params: idParams,
    query: listQuery(),
    data: page(SessionCallback),
    run: ({ caller, params, query }, { store }) =>
      listCallbacks(store, caller, { sessionId: params.id, query }),
  }),
];
