import Type from 'typebox';
import { openHostedLink } from '../actions/open-hosted-link.ts';
import { openInviteWidget } from '../actions/open-invite-widget.ts';
import { recordInviteStep } from '../actions/record-invite-step.ts';
import { type ConnectAssetName, connectAssets } from '../connect/connect-assets.ts';
import { hostedPage } from '../connect/hosted-page.ts';
import { landingPage, unknownLinkPage } from '../connect/landing-page.ts';
import { findHostedCompany } from '../domain/hosted-company.ts';
import { findHostedLinkByToken, hostedLinkResource } from '../domain/hosted-links.ts';
import { findInviteByLandingToken } from '../domain/invites.ts';
import { acceptedLanguage } from '../platform/accepted-language.ts';
import { Failure } from '../platform/failure.ts';
import { FileResponse } from '../platform/file-response.ts';
import { operation } from './operation.ts';

const params = Type.Object({ token: Type.String({ minLength: 1, maxLength: 100 }) });
const document = Type.Unknown();
const session = Type.Object({
  userToken: Type.String(),
  templateId: Type.Unsafe<string | null>({ type: ['string', 'null'] }),
});

/** A transparent picture of one pixel. */
const pixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

const asset = (name: ConnectAssetName) =>
  operation({
    method: 'GET',
    path: `/connect/assets/${name}`,
    id: `getConnectAsset:${name}`,
    summary: 'A file of the pages under /connect/',
    internal: true,
    access: 'public',
    data: document,
    run: async () => connectAssets[name],
  });

/**
 * The hosted page and the pages of invitations. E-mail scanners open every link, so no GET changes anything, except the
 * picture that records that an e-mail was opened.
 */
export const connectOperations = [
  asset('connect.css'),
  asset('connect.js'),
  asset('hosted-page.js'),
  asset('native-bridge.js'),
  operation({
    method: 'GET',
    path: '/connect/',
    id: 'getHostedPage',
    summary: 'The hosted page: opens the widget with the link token in the fragment',
    internal: true,
    access: 'public',
    data: document,
    run: async ({ raw }, services) =>
      hostedPage({
        company: await findHostedCompany(services),
        language: acceptedLanguage(raw.headers['accept-language']),
      }),
  }),
  operation({
    method: 'GET',
    path: '/connect/links/:token',
    id: 'getHostedLinkPage',
    summary: "A hosted link's page",
    internal: true,
    access: 'public',
    params,
    data: document,
    run: async ({ params: { token }, raw, reply }, services) => {
      const { store, now } = services;
      const row = await findHostedLinkByToken(store, token);
      if (!row) {
        reply.code(404);
        return unknownLinkPage(acceptedLanguage(raw.headers['accept-language']));
      }
      const link = await hostedLinkResource(store, row, { now: now() });
      if (link.status === 'EXPIRED' || link.status === 'REVOKED') reply.code(410);
      const company = await findHostedCompany(services, row);
      return hostedPage({ company, link, language: acceptedLanguage(raw.headers['accept-language']) });
    },
  }),
  operation({
    method: 'POST',
    path: '/connect/links/:token/session',
    id: 'openHostedLink',
    summary: 'Create a link token for the user of a hosted link',
    internal: true,
    access: 'public',
    params,
    data: session,
    run: ({ params: { token } }, services) => openHostedLink(services, token),
  }),
  operation({
    method: 'GET',
    path: '/connect/:token',
    id: 'getLandingPage',
    summary: "An invitation's landing page",
    internal: true,
    access: 'public',
    params,
    data: document,
    run: async ({ params: { token }, raw, reply }, services) => {
      const invite = await findInviteByLandingToken(services.store, token);
      if (invite) return landingPage(invite, services);
      reply.code(404);
      return unknownLinkPage(acceptedLanguage(raw.headers['accept-language']));
    },
  }),
  operation({
    method: 'GET',
    path: '/connect/:token/opened.gif',
    id: 'getOpenPixel',
    summary: "The picture that shows that an invitation's e-mail was opened",
    internal: true,
    access: 'public',
    params,
    data: document,
    run: async ({ params: { token } }, services) => {
      await recordInviteStep(services, token, 'EMAIL_OPENED');
      return new FileResponse('image/gif', pixel, {
        'cache-control': 'no-store',
        // E-mail providers show the picture on their own pages, so other sites may load it.
        'cross-origin-resource-policy': 'cross-origin',
      });
    },
  }),
  operation({
    method: 'POST',
    path: '/connect/:token/opened',
    id: 'openLandingPage',
    summary: 'Record that the landing page was opened in a browser',
    internal: true,
    access: 'public',
    params,
    data: Type.Null(),
    run: async ({ params: { token } }, services) => {
      if (!(await recordInviteStep(services, token, 'LANDING_PAGE_OPENED')))
        throw new Failure('MISSING_RESOURCE');
      return null;
    },
  }),
  operation({
    method: 'POST',
    path: '/connect/:token/session',
    id: 'openInviteWidget',
    summary: 'Create a link token for the invited person',
    internal: true,
    access: 'public',
    params,
    data: session,
    run: ({ params: { token } }, services) => openInviteWidget(services, token),
  }),
];
