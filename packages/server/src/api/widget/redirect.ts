import type { IncomingHttpHeaders } from 'node:http';
import Type from 'typebox';
import { acceptAnswer } from '../../actions/answer-challenge.ts';
import { requireProvider } from '../../connectors/providers-of.ts';
import { type AccountRow, getAccount } from '../../domain/accounts.ts';
import { leavePage, returnToPage, stayOnPage } from '../../domain/away-sessions.ts';
import { findLinkingRunByState } from '../../domain/linking-runs.ts';
import type { SessionOptions } from '../../domain/session-options.ts';
import { findSessionById } from '../../domain/sessions.ts';
import { redirectReturnPath, redirectStartPath } from '../../linking/redirect-paths.ts';
import { redirectTime } from '../../linking/take-step.ts';
import { acceptedLanguage } from '../../platform/accepted-language.ts';
import { FileResponse } from '../../platform/file-response.ts';
import type { Services } from '../../platform/services.ts';
import { operation } from '../operation.ts';
import { expiredRedirectCookie, holdsRedirectCookie, redirectCookie } from './redirect-cookie.ts';
import { askingPage, closingPage, leadingPage, redirectHeaders } from './redirect-page.ts';

const state = Type.Optional(Type.String({ maxLength: 200 }));
/** With `in=tab`, the provider's page replaces the host page. Otherwise, it opens in a popup. */
const startQuery = Type.Object({ state, in: Type.Optional(Type.Literal('tab')) });
const returnQuery = Type.Object({ state });

export const redirectOperations = [
  operation({
    method: 'GET',
    path: redirectStartPath,
    id: 'leaveForProvider',
    summary: 'Redirect to the sign-in page of a provider',
    access: 'public',
    internal: true,
    query: startQuery,
    data: Type.Null(),
    async run({ query: { state, in: place }, raw, reply }, services) {
      const { store, publicUrl, now } = services;
      const run = state ? await findLinkingRunByState(store, state) : undefined;
      if (!state || !run?.redirect_url)
        return closingPage(acceptedLanguage(raw.headers['accept-language']), false);
      const account = await getAccount(store, run.account_id);
      const session = await sessionOf(services, account);
      const language = session?.language ?? acceptedLanguage(raw.headers['accept-language']);
      if (!comesFromFrame(raw.headers, publicUrl)) {
        const isRecent = Number(run.due_at) > now() + redirectTime - askingTime;
        const mayBeSandbox = session?.hostOrigin === 'null' && raw.headers['sec-fetch-site'] === 'cross-site';
        if (!isRecent || !mayBeSandbox) return closingPage(language, false);
        const { name: provider } = requireProvider(services, account, account.provider_id);
        return askingPage(language, { url: raw.url, provider, company: session.companyName });
      }
      if (session && place === 'tab') await leavePage(store, { id: session.id, now: now() });
      else if (session) await stayOnPage(store, session.id);
      reply.status(303).header('location', run.redirect_url);
      reply.header('set-cookie', redirectCookie(state, publicUrl));
      return new FileResponse('text/plain; charset=utf-8', Buffer.of(), redirectHeaders);
    },
  }),
  operation({
    method: 'GET',
    path: redirectReturnPath,
    id: 'returnFromProvider',
    summary: 'Return from the sign-in page of a provider',
    access: 'public',
    internal: true,
    query: returnQuery,
    data: Type.Null(),
    async run({ query: { state }, raw, reply }, services) {
      const isSameBrowser = state && holdsRedirectCookie(raw.headers.cookie, state, services.publicUrl);
      const run = isSameBrowser ? await findLinkingRunByState(services.store, state) : undefined;
      const account = run && (await getAccount(services.store, run.account_id));
      const taken = run && account && (await acceptAnswer(services, { account, run, answer: raw.url }));
      if (isSameBrowser) reply.header('set-cookie', expiredRedirectCookie(services.publicUrl));
      const session = account && (await sessionOf(services, account));
      const language = session?.language ?? acceptedLanguage(raw.headers['accept-language']);
      const away = taken && session && { id: session.id, now: services.now() };
      const url = away && (await returnToPage(services.store, away));
      return url ? leadingPage(language, url) : closingPage(language, Boolean(taken));
    },
  }),
];

/** In ms. A sandboxed frame gets `askingPage` only within this time after the redirect was prepared. */
const askingTime = 2 * 60 * 1000;

async function sessionOf({ store }: Services, account: AccountRow) {
  const owner = { tenantId: account.tenant_id, mode: account.mode };
  const row = account.session_id && (await findSessionById(store, owner, account.session_id));
  if (!row) return undefined;
  const { companyName = '', language }: Partial<SessionOptions> = JSON.parse(row.options);
  return { id: row.id, hostOrigin: row.host_origin, companyName, language };
}

/**
 * Whether the frame started the redirect. A link in an e-mail must not start it, because its reader would then get the
 * redirect cookie.
 *
 * Browsers send `Sec-Fetch-Site` only to https and loopback URLs. On plain HTTP, which is insecure anyway, it may be
 * missing.
 *
 * A sandboxed frame counts as another site: `askingPage` then asks the user.
 */
function comesFromFrame(headers: IncomingHttpHeaders, publicUrl: string): boolean {
  const site = headers['sec-fetch-site'];
  return site === undefined ? !publicUrl.startsWith('https:') : site === 'same-origin';
}
