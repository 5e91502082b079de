import { SignInLink, SignInLinkRequest } from '@winkwire/contract/resources/sign-in-link';
import { timestamp } from '@winkwire/contract/timestamp';
import { createSignInLink } from '../actions/create-sign-in-link.ts';
import { linkLifetime } from '../domain/portal-sign-in-link.ts';
import { Failure } from '../platform/failure.ts';
import { requesterOf } from './gate.ts';
import { operation } from './operation.ts';

export const signInLinkOperations = [
  operation({
    method: 'POST',
    path: '/v1/sign-in-links',
    id: 'createSignInLink',
    summary: 'Create a link to the portal',
    description:
      'The link works once, and only within half an hour. With the role `VIEWER`, the person who opens it can look at everything and change nothing. The portal also shows production, so credentials of the sandbox are refused. The server logs who created the link.',
    tag: 'API keys',
    access: 'key',
    body: SignInLinkRequest,
    data: SignInLink,
    status: 201,
    async run({ caller, body, raw }, services) {
      if (caller.mode !== 'PRODUCTION') {
        throw new Failure(
          'UNAUTHORIZED_ACCESS',
          'The portal also shows production, so credentials of the sandbox cannot create a link to the portal. Use the production credentials.',
        );
      }
      const expiresAt = timestamp(services.now() + linkLifetime);
      const url = await createSignInLink(services, caller.tenantId, {
        person: body.name ?? null,
        role: body.role ?? 'OPERATOR',
      });
      services.log.warn({ ...requesterOf(raw), ...caller }, 'sign-in-link.created');
      return { url, expiresAt };
    },
  }),
];
