import { newId } from '@winkwire/contract/ids';
import type { HostedLink, HostedLinkCreateRequest } from '@winkwire/contract/resources';
import {
  addHostedLink,
  type HostedLinkRow,
  hostedLinkResource,
  hostedLinkUrl,
  newHostedLinkToken,
} from '../domain/hosted-links.ts';
import { allowsReturnUrl } from '../domain/return-url.ts';
import { lockUser } from '../domain/users.ts';
import { winkTemplateTable } from '../domain/wink-templates.ts';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';
import { tokenHash } from '../platform/token.ts';

const daySeconds = 24 * 3600;

/** Only the hash of the token is stored, so the URL can be shown only once. */
export async function createHostedLink(
  services: Services,
  caller: Caller,
  request: HostedLinkCreateRequest,
): Promise<HostedLink> {
  const now = services.now();
  const token = newHostedLinkToken();
  const { returnUrl, templateId } = request;
  const row: HostedLinkRow = {
    id: newId('hostedLink'),
    tenant_id: caller.tenantId,
    mode: caller.mode,
    user_id: request.userId,
    wink_template_id: templateId ?? null,
    token_hash: tokenHash(token),
    return_url: returnUrl ?? null,
    state: request.state ?? null,
    completion: request.completion ?? 'REDIRECT',
    created_at: now,
    expires_at: now + (request.expiresInSeconds ?? daySeconds) * 1000,
    revoked_at: null,
    opened_at: null,
  };
  await services.store.transaction(async (transaction) => {
    await lockUser(transaction, caller, request.userId);
    if (templateId && !(await winkTemplateTable.find(transaction, caller, templateId)))
      throw new Failure(
        'INVALID_PARAMETERS',
        `templateId: there is no wink template ${templateId} in ${caller.mode}. Pass an id from GET /v1/winkTemplates.`,
      );
    // No host page opens a hosted link, so `hostOrigin` is empty.
    if (returnUrl && !(await allowsReturnUrl(transaction, { ...caller, hostOrigin: '', url: returnUrl })))
      throw new Failure(
        'INVALID_PARAMETERS',
        `returnUrl: the origin of ${returnUrl} is not registered. Add it with PUT /v1/origins.`,
      );
    await addHostedLink(transaction, row);
  });
  return hostedLinkResource(services.store, row, { now, url: hostedLinkUrl(services.publicUrl, token) });
}
