import Type from 'typebox';
import { findOrigins, replaceOrigins } from '../domain/embedding-origins.ts';
import { readOrigin } from '../platform/read-origin.ts';
import { operation } from './operation.ts';

const tag = 'Origins';
const Origins = Type.Object(
  {
    origins: Type.Array(Type.String({ minLength: 1, maxLength: 300 }), {
      maxItems: 100,
      description:
        'The scheme and the host, such as https://shop.example. With https://*.shop.example, all subdomains are permitted. An app has an origin such as capacitor://localhost. A page that is opened from a file has file:// or null, and a sandboxed frame has null. Every origin is stored in the form in which browsers send it.',
    }),
  },
  { examples: [{ origins: ['https://shop.example', 'https://*.shop.example'] }] },
);

export const originOperations = [
  operation({
    method: 'GET',
    path: '/v1/origins',
    id: 'listOrigins',
    summary: 'List the origins that may embed the widget',
    tag,
    access: 'key',
    data: Origins,
    run: async ({ caller }, { store }) => ({ origins: await findOrigins(store, caller) }),
  }),
  operation({
    method: 'PUT',
    path: '/v1/origins',
    id: 'replaceOrigins',
    summary: 'Replace the origins that may embed the widget',
    description: 'Replaces the whole list. With an empty list, every origin may embed the widget.',
    tag,
    access: 'key',
    body: Origins,
    data: Origins,
    async run({ caller, body }, { store }) {
      const origins = body.origins.map(readOrigin);
      await store.transaction((transaction) => replaceOrigins(transaction, caller, origins));
      return { origins: await findOrigins(store, caller) };
    },
  }),
];
