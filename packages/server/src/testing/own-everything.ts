import { readFile } from 'node:fs/promises';
import { datapointKinds } from '@winkwire/contract/datapoints';
import { ConsentTemplateCreateRequest, InviteTemplateCreateRequest } from '@winkwire/contract/resources';
import { addEveryKind } from './add-every-kind.ts';
import type { TestServer } from './test-server.ts';
import { WidgetPage } from './widget-page.ts';

/** One id from each list of the API. The key is the last part of the list's path, so `owned.webhooks` is `wh-...`. */
export type Owned = Record<string, string>;

export const exampleOf = (schema: unknown) =>
  (schema as { examples: Record<string, unknown>[] }).examples[0]!;

export async function uploadedFiles() {
  const document = await readFile(new URL('../../assets/documents/unreadable.pdf', import.meta.url));
  return [
    { fileSubtype: 'COMPANY_ID_FRONT', fileExtensionType: 'PDF', fileContent: document.toString('base64') },
  ];
}

/** Puts at least one item into each list of the API, for the default tenant. */
export async function ownEverything(server: TestServer): Promise<Owned> {
  const owned: Owned = {};
  const make = async (path: string, body: unknown): Promise<string> => {
    const response = await server.call(`/v1/${path}`, { method: 'POST', body });
    if (response.status >= 300) throw new Error(`${path}: ${response.body.message}`);
    const { data } = response.body;
    const id = data.id ?? data.key ?? data.user.id;
    owned[path] = id;
    return id;
  };
  const firstOf = async (path: string): Promise<string> =>
    (await server.call(`/v1/${path}`)).body.data.items[0].id;

  const userId = await make('users', {});
  const webhookId = await make('webhooks', {
    name: 'mine',
    url: 'http://127.0.0.1:8099/',
    eventTypes: ['ALL_EVENTS'],
    active: false,
    secret: 'mine alone',
  });
  owned.providers = await firstOf('providers?accountConnection=true');
  owned.accounts = await make('sandbox/accounts', { userId, providerId: owned.providers });
  await addEveryKind(server.services.store, { userId, accountId: owned.accounts });
  for (const { path } of Object.values(datapointKinds)) owned[path] = await firstOf(path);
  owned.tasks = await firstOf('tasks');
  owned.events = await firstOf('events');
  await make('consentTemplates', exampleOf(ConsentTemplateCreateRequest));
  const templateId = await make('inviteTemplates', exampleOf(InviteTemplateCreateRequest));
  await make('winkTemplates', { name: 'Mine', company: { name: 'Mine', logoUrl: null } });
  await make('invites', { fullName: 'George Palomero Jr.', email: 'gpalomero1234@smileapi.io', templateId });
  await make('hostedLinks', { userId });
  await make('keys', {});
  owned.archives = await make('archives', {
    userId,
    fileType: 'COMPANY_ID',
    rawFiles: await uploadedFiles(),
  });
  owned.uploads = owned.archives;
  const token = await server.call(`/v1/tokens?userId=${userId}`, { method: 'POST' });
  const page = await WidgetPage.open(server, token.body.data.accessToken);
  owned.sessions = page.session.sessionId;
  owned.replays = await make(`webhooks/${webhookId}/rewind`, { sequence: 0 });
  return owned;
}

/** Fills the parameters of a path such as `/v1/webhooks/:id/replays/:replayId`. */
export function addressOf(path: string, owned: Owned): string {
  const parts = path.split('/');
  const idAt = (index: number) => owned[parts[index - 1]!]!;
  return parts
    .map((part, index) => (part === ':name' ? 'netAmount' : part.startsWith(':') ? idAt(index) : part))
    .join('/');
}
