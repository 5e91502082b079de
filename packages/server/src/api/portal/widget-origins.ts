import { WidgetOrigins } from '@winkwire/contract/portal-api';
import { findOrigins, replaceOrigins } from '../../domain/embedding-origins.ts';
import { readOrigin } from '../../platform/read-origin.ts';
import { operation } from '../operation.ts';

const originsPath = '/portal/api/origins';

export const widgetOriginsOperations = [
  operation({
    method: 'GET',
    path: originsPath,
    id: 'getWidgetOrigins',
    summary: 'List the origins that may embed the widget',
    access: 'portal',
    internal: true,
    data: WidgetOrigins,
    run: async ({ caller }, services) => ({ origins: await findOrigins(services.store, caller) }),
  }),
  operation({
    method: 'PUT',
    path: originsPath,
    id: 'replaceWidgetOrigins',
    summary: 'Replace the origins that may embed the widget',
    access: 'portal',
    internal: true,
    body: WidgetOrigins,
    data: WidgetOrigins,
    async run({ body, caller }, services) {
      const origins = body.origins.map(readOrigin);
      await services.store.transaction((transaction) => replaceOrigins(transaction, caller, origins));
      return { origins: await findOrigins(services.store, caller) };
    },
  }),
];
